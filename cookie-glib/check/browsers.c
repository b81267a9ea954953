/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "browsers.h"

#include "core/domain.h"
#include "core/name-prefix.h"

#include <string.h>

/* Where a browser keeps a cookie and another does not: what tests/data/browsers.txt says, which the
 * suite `browser` compares with the browsers. The standard is one of those that judge: where it drops
 * a cookie, there is an error.
 */

#define CHROMIUM      (1u << 0)
#define FIREFOX       (1u << 1)
#define LIBSOUP_3_0   (1u << 2) /* WebKitGTK, whose cookies libsoup keeps, by the version that changed the rules */
#define LIBSOUP_3_3   (1u << 3)
#define LIBSOUP_3_6_5 (1u << 4)
#define STANDARD      (1u << 5)
#define NEW_WEBKITGTK (LIBSOUP_3_3 | LIBSOUP_3_6_5)
#define WEBKITGTK     (LIBSOUP_3_0 | NEW_WEBKITGTK)
#define BROWSERS      (CHROMIUM | FIREFOX | WEBKITGTK)
#define ALL           (BROWSERS | STANDARD)

/* The longer of two that share versions is first. */
static const struct { guint browsers; const char *text; } names[] = {
  { CHROMIUM, "Chromium" },
  { FIREFOX, "Firefox" },
  { WEBKITGTK, "WebKitGTK" },
  { LIBSOUP_3_0 | LIBSOUP_3_3, "WebKitGTK with libsoup before 3.6.5" },
  { NEW_WEBKITGTK, "WebKitGTK with libsoup 3.3 or later" },
  { LIBSOUP_3_0, "WebKitGTK with libsoup before 3.3" },
  { LIBSOUP_3_6_5, "WebKitGTK with libsoup 3.6.5 or later" },
};

/* Some browsers leave a rule of the standard. */
typedef struct
{
  guint browsers;
  guint conditional; /* who keeps the cookie if the directory of the request, which is not known, is / */
  gboolean protects; /* whether the rule protects the cookie */
  gboolean deletes;  /* whether who does not keep the cookie deletes an older one */
  const char *start;
  gsize length;
  const char *section;
  char *how;
} Difference;

typedef struct
{
  CookieCheck *check;
  guint droppers; /* who does not keep the cookie */
  GArray *differences;
} Judgement;

static void
difference_clear (gpointer data)
{
  g_free (((Difference *) data)->how);
}

static gboolean
has (const CookieCheck *check,
     CookieAttribute    attribute)
{
  return check->attributes[attribute].name != NULL;
}

/* Whether the standard drops the cookie for this reason. */
static gboolean
has_error (const CookieCheck    *check,
           CookieDiagnosticCode  code)
{
  const GPtrArray *diagnostics = check->findings.diagnostics;

  for (guint i = 0; diagnostics != NULL && i < diagnostics->len; i++)
    {
      if (cookie_diagnostic_get_code (diagnostics->pdata[i]) == code &&
          cookie_diagnostic_get_severity (diagnostics->pdata[i]) == COOKIE_DIAGNOSTIC_SEVERITY_ERROR)
        return TRUE;
    }

  return FALSE;
}

/* By a rule, @droppers do not keep the cookie. Takes @how, which says why the others leave the standard. */
static void
add_rule (Judgement  *self,
          guint       droppers,
          gboolean    protects,
          const char *start,
          gsize       length,
          const char *section,
          char       *how)
{
  Difference difference = {
    .browsers = droppers & STANDARD ? ALL & ~droppers : droppers,
    .protects = protects,
    .start = start,
    .length = length,
    .section = section,
    .how = how,
  };

  self->droppers |= droppers;
  g_array_append_val (self->differences, difference);
}

static void
add_attribute_rule (Judgement       *self,
                    guint            droppers,
                    gboolean         protects,
                    CookieAttribute  id,
                    const char      *section,
                    const char      *how)
{
  const CookieSetCookieAttribute *attribute = &self->check->attributes[id];

  add_rule (self, droppers, protects, attribute->name, cookie_check_attribute_length (attribute), section, g_strdup (how));
}

/* Whether newer versions of libsoup know a prefix: all of __Host-Http- that they know is __Host-. */
static gboolean
libsoup_has_prefix (const CookieNamePrefix *prefix)
{
  return prefix->host || !prefix->http_only;
}

/* What browsers compare with the host; NULL without a Domain */
static char *
dup_domain (const CookieSetCookieAttribute *attribute)
{
  gsize skipped = attribute->value_length > 0 && *attribute->value == '.' ? 1 : 0;

  return attribute->value_length > 0 ? g_strndup (attribute->value + skipped, attribute->value_length - skipped) : NULL;
}

/* Whether the Domain is the host, an IP address */
static gboolean
has_address_as_domain (const CookieCheck *check)
{
  g_autofree char *domain = dup_domain (&check->attributes[COOKIE_ATTRIBUTE_DOMAIN]);

  return domain != NULL && check->origin != NULL && cookie_host_is_ip_address (check->origin->host) &&
         g_ascii_strcasecmp (domain, check->origin->host) == 0;
}

/* What the cookie has of that which its prefix asks for */
typedef struct
{
  gboolean is_secure; /* Secure, and HttpOnly if that is asked for */
  gboolean is_address; /* whether the Domain is the host, an IP address */
  gboolean has_domain; /* whether there is another one */
  gboolean has_slash; /* whether there is a Path to look at */
  gboolean is_top; /* whether the path is / */
  gboolean is_unknown; /* whether the path is the default-path of an origin that is not known */
} PrefixFacts;

static PrefixFacts
find_facts (const CookieCheck      *check,
            const CookieNamePrefix *prefix)
{
  const CookieSetCookieAttribute *domain = &check->attributes[COOKIE_ATTRIBUTE_DOMAIN];
  const CookieSetCookieAttribute *path = &check->attributes[COOKIE_ATTRIBUTE_PATH];
  PrefixFacts facts;

  facts.is_secure = has (check, COOKIE_ATTRIBUTE_SECURE) && (!prefix->http_only || has (check, COOKIE_ATTRIBUTE_HTTP_ONLY));
  facts.is_address = has_address_as_domain (check);
  facts.has_domain = domain->value_length > 0 && !facts.is_address;
  facts.has_slash = path->value_length > 0 && *path->value == '/';
  facts.is_top = facts.has_slash ? path->value_length == 1 : check->origin != NULL && check->origin->is_top;
  facts.is_unknown = !facts.has_slash && check->origin == NULL;

  return facts;
}

/* For Firefox, a value without = is a name, which has to keep the rules of its prefix. */
static void
judge_nameless_prefix (Judgement              *self,
                       const CookieNamePrefix *prefix,
                       gboolean                is_name)
{
  const CookieCheck *check = self->check;
  const PrefixFacts facts = find_facts (check, prefix);
  guint keepers = libsoup_has_prefix (prefix) ? LIBSOUP_3_0 | LIBSOUP_3_3 : WEBKITGTK;
  guint conditional = 0;

  if (is_name && facts.is_secure && (!prefix->host || (!facts.has_domain && (facts.is_top || facts.is_unknown))))
    keepers |= FIREFOX;
  if (prefix->host && facts.is_unknown)
    conditional = keepers & FIREFOX;

  add_rule (self, ALL & ~keepers, TRUE, check->cookie.value, check->cookie.value_length, prefix->section,
            g_strdup_printf ("though its value starts with %s", prefix->text));
  g_array_index (self->differences, Difference, self->differences->len - 1).conditional = conditional;
}

static void
judge_nameless (Judgement *self)
{
  const CookieCheck *check = self->check;
  const char *value = check->cookie.value;
  gsize length = check->cookie.value_length;
  const CookieNamePrefix *prefix = cookie_name_prefix_find (value, length);
  gboolean is_name = memchr (check->text, '=', value - check->text) == NULL; /* for Firefox */

  if (prefix != NULL)
    judge_nameless_prefix (self, prefix, is_name);
  else if (is_name)
    REPORT (self->check, BROWSERS_DIFFER, WARNING, value, length, "6265bis §5.6",
            "Firefox takes this for a name and sends it with =; Chromium and WebKitGTK send it as it is.");
  else
    add_rule (self, FIREFOX | (memchr (value, '=', length) != NULL ? CHROMIUM : 0), FALSE, value, length,
              "6265bis §5.6", g_strdup ("since it has no name"));
}

static void
judge_domain (Judgement *self)
{
  const CookieCheck *check = self->check;
  const char *host = check->origin != NULL ? check->origin->host : NULL;
  g_autofree char *domain = dup_domain (&check->attributes[COOKIE_ATTRIBUTE_DOMAIN]);
  g_autofree char *lower = domain != NULL ? g_ascii_strdown (domain, -1) : NULL;

  if (domain == NULL)
    return;

  if (*domain == '\0')
    {
      add_attribute_rule (self, BROWSERS, FALSE, COOKIE_ATTRIBUTE_DOMAIN, "6265bis §5.6.3", "since the domain is a dot alone");
    }
  else if (!g_str_is_ascii (domain))
    {
      /* GLib reads behind the end of what is not UTF-8 */
      g_autofree char *ascii = g_utf8_validate (lower, -1, NULL) ? g_hostname_to_ascii (lower) : NULL;
      gboolean matches = host != NULL && ascii != NULL && cookie_domain_match (host, ascii);

      add_attribute_rule (self, matches ? ALL & ~CHROMIUM : ALL, FALSE, COOKIE_ATTRIBUTE_DOMAIN, "6265bis §5.7",
                          "in the xn-- form of its domain");
    }
  else if (has_error (check, COOKIE_DIAGNOSTIC_CODE_DOMAIN_MISMATCH) ||
           has_error (check, COOKIE_DIAGNOSTIC_CODE_ILLEGAL_DOMAIN) ||
           has_error (check, COOKIE_DIAGNOSTIC_CODE_PUBLIC_SUFFIX))
    {
      g_autofree char *end = g_strconcat (".", lower, NULL);
      gboolean is_end = host != NULL && *host != '[' && cookie_host_is_ip_address (host) && g_str_has_suffix (host, end);

      add_attribute_rule (self, is_end ? ALL & ~WEBKITGTK : ALL, TRUE, COOKIE_ATTRIBUTE_DOMAIN, "6265bis §5.1.3",
                          "though the domain is only the end of the IP address");
    }
  else if (host == NULL)
    {
      return;
    }
  else if (strcmp (lower, host) != 0 && strcmp (lower, domain) != 0)
    {
      add_attribute_rule (self, WEBKITGTK, FALSE, COOKIE_ATTRIBUTE_DOMAIN, "6265bis §5.6.3", "since the domain is not in lower case");
    }
  else if (*host == '[')
    {
      add_attribute_rule (self, WEBKITGTK, FALSE, COOKIE_ATTRIBUTE_DOMAIN, "6265bis §5.1.3", "since the domain is an IPv6 address");
    }
  else if (cookie_domain_is_public_suffix (lower))
    {
      add_attribute_rule (self, WEBKITGTK, FALSE, COOKIE_ATTRIBUTE_DOMAIN, "6265bis §5.7", "since the domain is a public suffix");
    }
  else if (cookie_domain_is_above_public_suffix (lower, host))
    {
      add_attribute_rule (self, BROWSERS, FALSE, COOKIE_ATTRIBUTE_DOMAIN, "6265bis §5.7",
                          "since the domain is above a public suffix of the host");
    }
}

static void
judge_prefix (Judgement *self)
{
  const CookieCheck *check = self->check;
  const CookieNamePrefix *prefix = cookie_name_prefix_find (check->cookie.name, check->cookie.name_length);
  gboolean dropped = has_error (check, COOKIE_DIAGNOSTIC_CODE_PREFIX);
  guint droppers = dropped ? ALL & ~LIBSOUP_3_0 : 0;
  guint keepers = 0; /* where the path is / */
  gboolean is_secure = has (check, COOKIE_ATTRIBUTE_SECURE);
  PrefixFacts facts;

  if (prefix == NULL)
    return;

  /* Chromium looks at the text of the attributes, Firefox and libsoup at the cookie that they make. */
  facts = find_facts (check, prefix);
  if (prefix->host && facts.is_secure)
    {
      if (!facts.has_domain && facts.has_slash && facts.is_top)
        droppers &= ~CHROMIUM;
      else
        droppers |= CHROMIUM;
      if (!facts.has_domain)
        keepers |= FIREFOX;
    }
  if (!libsoup_has_prefix (prefix) || (is_secure && !prefix->host))
    droppers &= ~NEW_WEBKITGTK;
  else if (is_secure && !facts.has_domain)
    keepers |= NEW_WEBKITGTK;
  if (facts.is_top || facts.is_unknown)
    droppers &= ~keepers;

  add_rule (self, droppers, !facts.is_address, check->cookie.name, check->cookie.name_length, prefix->section,
            g_strdup_printf (dropped ? "against the rules of %s" : "since %s needs Path=/ and no Domain", prefix->text));
  if (facts.is_unknown)
    g_array_index (self->differences, Difference, self->differences->len - 1).conditional = keepers;
}

static void
judge_secure (Judgement *self)
{
  const CookieCheck *check = self->check;

  if (has_error (check, COOKIE_DIAGNOSTIC_CODE_INSECURE_ORIGIN))
    self->droppers |= ALL;
  else if (has (check, COOKIE_ATTRIBUTE_SECURE) && check->origin != NULL && !check->origin->is_encrypted)
    add_attribute_rule (self, WEBKITGTK, FALSE, COOKIE_ATTRIBUTE_SECURE, "6265bis §5.7", "since the connection is not encrypted");

  if (has (check, COOKIE_ATTRIBUTE_SECURE))
    return;

  if (cookie_check_value_is (&check->attributes[COOKIE_ATTRIBUTE_SAME_SITE], "None"))
    add_attribute_rule (self, ALL & ~LIBSOUP_3_0, TRUE, COOKIE_ATTRIBUTE_SAME_SITE, "6265bis §5.7", "though it is not Secure");
  else if (check->none.name != NULL)
    add_rule (self, NEW_WEBKITGTK, FALSE, check->none.name, cookie_check_attribute_length (&check->none), "6265bis §5.7",
              g_strdup ("since an earlier SameSite is None"));
  if (has (check, COOKIE_ATTRIBUTE_PARTITIONED))
    add_attribute_rule (self, ALL & ~WEBKITGTK, TRUE, COOKIE_ATTRIBUTE_PARTITIONED,
                        "draft-cutler-httpbis-partitioned-cookies", "though it is not Secure");
}

static void
judge_lifetime (Judgement *self)
{
  static const guint browsers[COOKIE_N_BROWSERS] = { CHROMIUM, FIREFOX, WEBKITGTK };
  const CookieCheck *check = self->check;
  const CookieSetCookieAttribute *attribute = &check->last_lifetime;
  guint deleters = cookie_check_is_expired (check) ? STANDARD : 0;

  if (attribute->name == NULL)
    return;

  for (guint i = 0; i < COOKIE_N_BROWSERS; i++)
    {
      const CookieLifetime *lifetime = &check->lifetimes[i];

      if (lifetime->has_max_age ? lifetime->max_age <= 0 : lifetime->has_expires && lifetime->expires <= check->now)
        deleters |= browsers[i];
    }

  add_rule (self, deleters, TRUE, attribute->name, cookie_check_attribute_length (attribute), "6265bis §5.6",
            g_strdup ("reading another lifetime"));
  g_array_index (self->differences, Difference, self->differences->len - 1).deletes = TRUE;
}

/* Tells of the first character in a part of the field at which browsers stop. */
void
cookie_check_browser_texts (CookieCheck *check,
                            const char  *text,
                            gsize        length)
{
  for (gsize i = 0; i < length; i++)
    {
      if ((text[i] == '\t' || (guchar) text[i] >= 0x80) && check->webkitgtk_end == NULL)
        check->webkitgtk_end = text + i;
    }
}

/* A tab beside a name or a value is no part of it. */
void
cookie_check_browser_tabs (CookieCheck *check,
                           const char  *text,
                           gsize        length)
{
  if (check->tab == NULL && length > 0)
    check->tab = memchr (text, '\t', length);
}

static void
judge_text (Judgement *self)
{
  CookieCheck *check = self->check;
  const CookieSetCookieAttribute *path = &check->attributes[COOKIE_ATTRIBUTE_PATH];
  const char *tab = NULL; /* inside the path */

  if (check->webkitgtk_end != NULL)
    REPORT (check, BROWSERS_DIFFER, WARNING, check->webkitgtk_end,
            cookie_check_character_length (check->webkitgtk_end, check->text + check->length - check->webkitgtk_end),
            "6265bis §5.6", "WebKitGTK with libsoup before 3.3 reads the field only up to this character.");
  if (path->value_length > 0 && *path->value == '/')
    tab = memchr (path->value, '\t', path->value_length);
  if (tab != NULL || check->tab != NULL)
    add_rule (self, CHROMIUM | (tab != NULL ? FIREFOX : 0), FALSE, tab != NULL ? tab : check->tab, 1, "6265bis §5.6",
              g_strdup ("since there is a tab in it"));
}

/* Appends, for example, `; Chromium and Firefox keep it`. */
static void
append_names (GString    *string,
              guint       browsers,
              const char *verb)
{
  guint n = 0;

  if (browsers == 0)
    return;

  if (string->len > 0)
    g_string_append (string, "; ");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if ((browsers & names[i].browsers) != names[i].browsers)
        continue;

      browsers &= ~names[i].browsers;
      if (n++ > 0)
        g_string_append (string, browsers != 0 ? ", " : " and ");
      g_string_append (string, names[i].text);
    }

  g_string_append_printf (string, " %s%s it", verb, n == 1 ? "s" : "");
}

static void
report (const Judgement  *self,
        const Difference *difference,
        guint             unsure)
{
  CookieCheck *check = self->check;
  gboolean is_dropped = (self->droppers & STANDARD) != 0;
  guint leavers = is_dropped ? BROWSERS & ~self->droppers : BROWSERS & self->droppers;
  guint conditional = difference->conditional & ~self->droppers;
  guint others = BROWSERS & ~leavers & ~unsure & ~conditional;
  const char *drop = difference->deletes ? "delete" : "drop";
  g_autoptr (GString) message = g_string_new (NULL);
  CookieDiagnosticSeverity severity = COOKIE_DIAGNOSTIC_SEVERITY_WARNING;

  leavers &= difference->browsers & ~unsure & ~conditional;
  if (leavers == 0 && conditional == 0)
    return;

  append_names (message, leavers, is_dropped ? "keep" : drop);
  if (leavers != 0)
    g_string_append_printf (message, ", %s", difference->how);
  append_names (message, others, is_dropped ? drop : "keep");
  append_names (message, conditional, "keep");
  if (conditional != 0)
    g_string_append (message, " if the directory of the request is /");
  g_string_append_c (message, '.');

  if (is_dropped && !difference->protects)
    severity = COOKIE_DIAGNOSTIC_SEVERITY_HINT;
  else if (!is_dropped && !difference->deletes && (BROWSERS & ~self->droppers) == 0)
    severity = COOKIE_DIAGNOSTIC_SEVERITY_ERROR; /* no browser follows the standard */

  cookie_findings_add (&check->findings, COOKIE_DIAGNOSTIC_CODE_BROWSERS_DIFFER, severity,
                       0, difference->start - check->text, difference->length, difference->start, difference->length,
                       difference->section, message->str);
}

/* Reports where browsers leave the standard, after the standard was checked. */
void
cookie_check_browsers (CookieCheck *check)
{
  g_autoptr (GArray) differences = g_array_new (FALSE, FALSE, sizeof (Difference));
  Judgement judgement = { check, 0, differences };

  g_array_set_clear_func (differences, difference_clear);

  judge_text (&judgement);
  if (check->cookie.name_length == 0)
    judge_nameless (&judgement);
  judge_domain (&judgement);
  judge_prefix (&judgement);
  judge_secure (&judgement);
  judge_lifetime (&judgement);

  for (guint i = 0; i < differences->len; i++)
    report (&judgement, &g_array_index (differences, Difference, i), check->webkitgtk_end != NULL ? LIBSOUP_3_0 : 0);
}
