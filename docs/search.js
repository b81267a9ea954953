// SPDX-License-Identifier: LGPL-2.1-or-later

// The search of gi-docgen looks at names alone. What has all words of the query in its name is found first, then
// what has them in its text, then what only has the letters in its name.
window.searchTexts = function(symbols, query, found) {
    const plain = text => text.toLowerCase().replace(/[-_\s]/g, "");
    const words = query.toLowerCase().replace(/^[a-z_]+\s*:\s*(?=\S)/, "").split(/\s+/).filter(word => word);
    const hasName = doc => words.every(word => plain((doc.ident || doc.ctype || "") + (doc.type_name || "") + doc.name).includes(plain(word)));
    const hasText = doc => words.every(word => doc.text.includes(word));

    if (words.length == 0)
        return found;

    const rest = symbols.filter(doc => !found.includes(doc));
    const texts = found.concat(rest).filter(doc => !hasName(doc) && hasText(doc));
    return found.filter(hasName).concat(texts, found.filter(doc => !hasName(doc) && !hasText(doc)));
};
