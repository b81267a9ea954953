# SPDX-License-Identifier: LGPL-2.1-or-later

"""Runs what other programs test of their cookies, once with http.cookies and once with this library
in its place. Their sources come from Debian, of its own release or the next one that has them. A test
that passes with http.cookies alone has to be in differences.txt, with the reason."""

import argparse
import fnmatch
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import xml.etree.ElementTree as ElementTree
from typing import NamedTuple

HERE = pathlib.Path(__file__).resolve().parent
OWN = re.search(r'^VERSION_CODENAME=(\w+)', pathlib.Path('/etc/os-release').read_text(encoding='utf-8'), re.M)
# a mirror may lack what the updates for security have
RELEASES = [name for release in dict.fromkeys([OWN[1] if OWN else 'bookworm', 'bookworm', 'trixie', 'sid'])
            for name in (release, f'{release}-security') if name != 'sid-security']
KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg'
PYTHON = '/usr/bin/python3'


class Suite(NamedTuple):
    package: str      # of Debian's source packages; of its binary ones for CPython
    tests: tuple      # files or modules, in the folder `folder` of the source
    folder: str = ''
    runner: str = 'pytest'
    options: tuple = ()


SUITES = {
    'cpython': Suite('libpython{}-testsuite', ('test_http_cookies.py',), 'usr/lib/python{}/test'),
    'tornado': Suite('python-tornado', ('tornado/test/web_test.py', 'tornado/test/httputil_test.py')),
    'django': Suite('python-django', ('httpwrappers', 'requests', 'responses', 'signed_cookies_tests', 'sessions_tests', 'csrf_tests',
                                      'messages_tests', 'test_client', 'test_client_regress', 'handlers'), 'tests', 'django'),
    'bottle': Suite('python-bottle', ('test/test_environ.py', 'test/test_securecookies.py', 'test/test_wsgi.py', 'test/test_outputfilter.py')),
    'falcon': Suite('python-falcon', ('tests/test_cookies.py', 'tests/test_request_attrs.py', 'tests/test_response.py',
                                      'tests/test_headers.py')),
    'cherrypy': Suite('cherrypy3', ('cherrypy/test/test_core.py', 'cherrypy/test/test_httputil.py', 'cherrypy/test/test_sessionauthenticate.py')),
    'webob': Suite('python-webob', ('tests/test_cookies.py', 'tests/test_request.py', 'tests/test_response.py')),
    'webtest': Suite('webtest', ('tests/test_app.py', 'tests/test_testing.py')),
    'starlette': Suite('starlette', ('tests/test_requests.py', 'tests/test_responses.py', 'tests/middleware/test_session.py')),
    'aiohttp': Suite('python-aiohttp', ('tests/test_cookiejar.py', 'tests/test_client_session.py', 'tests/test_web_response.py',
                                        'tests/test_web_request.py', 'tests/test_helpers.py')),
    'requests': Suite('requests', ('tests/test_requests.py', 'tests/test_utils.py', 'tests/test_structures.py')),
    'beaker': Suite('beaker', ('tests/test_cookie_only.py', 'tests/test_cookie_domain_only.py', 'tests/test_cookie_expires.py',
                               'tests/test_session.py', 'tests/test_domain_setting.py')),
    'trac': Suite('trac', ('trac/web/tests/api.py', 'trac/web/tests/auth.py', 'trac/web/tests/session.py')),
}


class LeftOut(Exception):
    pass


def apt(work, release, *command):
    """Run apt-get with lists of its own, which needs no line in those of the system."""
    folder = work / 'apt' / release
    for name in 'lists/partial', 'archives/partial':
        (folder / name).mkdir(parents=True, exist_ok=True)
    signed = f'[signed-by={KEYRING}] ' if pathlib.Path(KEYRING).exists() else ''
    archive = 'debian-security' if release.endswith('-security') else 'debian'
    (folder / 'sources.list').write_text(''.join(f'{kind} {signed}http://deb.debian.org/{archive} {release} main\n'
                                                 for kind in ('deb', 'deb-src')), encoding='utf-8')
    options = {'Dir::Etc::sourcelist': folder / 'sources.list', 'Dir::Etc::sourceparts': '/dev/null',
               'Dir::State::lists': folder / 'lists', 'Dir::Cache': folder, 'APT::Sandbox::User': 'root'}
    words = [word for name, value in options.items() for word in ('-o', f'{name}={value}')]
    return subprocess.run(['apt-get', '-q', *words, *command], cwd=work / 'sources', capture_output=True, text=True, check=False)


def unpack(archive, folder):
    folder.mkdir(parents=True)
    if archive.suffix == '.deb':
        subprocess.run(['dpkg', '-x', archive, folder], check=True)
        return
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter='data') if hasattr(tarfile, 'data_filter') else tar.extractall(folder)


def fetch(work, package, version):
    """The folder of an unpacked package."""
    folder = work / 'sources' / package
    is_binary = package.startswith('libpython')
    reasons = []
    for release in () if folder.exists() else RELEASES:
        if not list((work / 'apt' / release / 'lists').glob('*_Sources*')):
            apt(work, release, 'update')
        if is_binary:
            result, pattern = apt(work, release, 'download', package), f'{package}_*.deb'
        else:
            result, pattern = apt(work, release, 'source', '--download-only', '--tar-only', package), f'{package}_*.orig.tar.*'
        archives = sorted((work / 'sources').glob(pattern))
        if result.returncode == 0 and archives:
            unpack(archives[-1], folder)
            break
        found = re.search(r'^E: (.*)', result.stderr, re.M)
        reasons.append(f'{release}: {found[1] if found else result.stderr.strip()}')
    else:
        if not folder.exists():
            raise LeftOut('\n'.join([f'no source of {package}', *reasons]))
    return folder if is_binary else next(folder.iterdir())


def run(suite, folder, ours, report):
    """{test: outcome}"""
    paths = [str(HERE)] if ours else []
    paths += [str(folder), *os.environ.get('PYTHONPATH', '').split(os.pathsep)]
    environment = {**os.environ, 'PYTHONPATH': os.pathsep.join(filter(None, paths)), 'PYTHONDONTWRITEBYTECODE': '1'}
    if suite.runner == 'django':
        environment['PYTHONPATH'] = os.pathsep.join([*paths[:-1], str(folder.parent), *paths[-1:]])
        command = [PYTHON, '-W', 'ignore', 'runtests.py', '--parallel=1', '-v', '2', *suite.tests]
    else:
        command = [PYTHON, '-m', 'pytest', '-q', '-p', 'no:cacheprovider', '-o', 'addopts=', '-o', 'filterwarnings=', '--continue-on-collection-errors',
                   f'--junitxml={report}',
                   *suite.options, *(test for test in suite.tests if (folder / test).exists())]
    report.unlink(missing_ok=True)
    result = subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                            stdin=subprocess.DEVNULL, text=True, errors='replace', timeout=600, check=False)
    report.with_suffix('.log').write_text(result.stdout, encoding='utf-8')
    if suite.runner == 'django':
        found = re.findall(r'^(\w+ \([\w.]+\))(?:\n[^\n]*?)?? \.\.\. (?:.*?)(ok|FAIL|ERROR|skipped)', result.stdout, re.M | re.S)
        return {name: 'passed' if outcome == 'ok' else outcome for name, outcome in found}
    if not report.exists():
        return {}
    outcomes = {}
    for case in ElementTree.parse(report).iter('testcase'):
        kind = next((child.tag for child in case if child.tag in ('failure', 'error', 'skipped')), 'passed')
        outcomes[f'{case.get("classname")}.{case.get("name")}'] = kind
    return outcomes


def read_differences():
    """[(suite, pattern of a test, reason)]"""
    lines = (HERE / 'differences.txt').read_text(encoding='utf-8').splitlines()
    return [tuple(part.strip() for part in line.split('|', 2)) for line in lines if line and not line.startswith('#')]


def main():
    parser = argparse.ArgumentParser(prog='./dev suites', description='Run the tests of other programs with this library.')
    parser.add_argument('names', nargs='*', metavar='NAME', help=f'one of {", ".join(SUITES)} (all of them by default)')
    parser.add_argument('--build', type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if unknown := set(options.names) - set(SUITES):
        parser.error(f'no such suite: {", ".join(sorted(unknown))}')
    if not shutil.which('apt-get'):
        sys.exit('suites: the sources come from Debian, and there is no apt-get here')

    work = options.build.resolve() / 'suites'
    (work / 'sources').mkdir(parents=True, exist_ok=True)
    version = subprocess.run([PYTHON, '-c', 'import sys; print("%d.%d" % sys.version_info[:2])'], capture_output=True, text=True,
                             check=True).stdout.strip()
    differences, failed, explained, ran = read_differences(), [], [], 0
    print(f'{"suite":10} {"tests":>6} {"http.cookies":>13} {"cookie-glib":>12} {"explained":>10} {"wrong":>6}')
    for name in options.names or SUITES:
        suite = SUITES[name]
        try:
            folder = fetch(work, suite.package.format(version), version) / suite.folder.format(version)
            theirs, ours = (run(suite, folder, ours, work / f'{name}-{"ours" if ours else "theirs"}.xml') for ours in (False, True))
            if 'passed' not in theirs.values():
                raise LeftOut(f'no test passes with http.cookies either: see {work / name}-theirs.log')
        except (LeftOut, subprocess.TimeoutExpired) as reason:
            print(f'{name:10} left out: {reason}')
            continue
        ran += 1
        passed = {test for test, outcome in theirs.items() if outcome == 'passed'}
        different = sorted(test for test in passed if ours.get(test) != 'passed')
        known = [(pattern, reason) for suite_name, pattern, reason in differences if suite_name == name]
        wrong = [test for test in different if not any(fnmatch.fnmatchcase(test, pattern) for pattern, _ in known)]
        # the versions of a suite differ: only what no version could need is stale
        stale = [pattern for pattern, _ in known if name != 'cpython' and not fnmatch.filter(different, pattern)]
        explained += [f'{name}: {test}: {next(reason for pattern, reason in known if fnmatch.fnmatchcase(test, pattern))}'
                      for test in different if test not in wrong]
        failed += [f'{name}: {test} passes with http.cookies alone: see {work / name}-ours.log' for test in wrong]
        failed += [f'{name}: {pattern} of differences.txt passes with both' for pattern in stale]
        print(f'{name:10} {len(theirs):6} {len(passed):13} {len(passed) - len(different):12} {len(different) - len(wrong):10} {len(wrong):6}',
              flush=True)

    print(*explained, *failed, sep='\n')
    print(f'\nsuites: {ran} ran, {len(failed)} tests to look at')
    sys.exit(len(failed) > 0 or ran == 0)


main()
