"""The operations that are made to fail: what there is before, what runs, and how to tell that there is the old or the new, never neither.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import re
import subprocess

import faults

TEMPORARY = re.compile(r'(^|/)\.chiosa-(export-)?[0-9A-Za-z-]+(\.tmp)?(/|$)')


class Scenario:
    """One operation. @argv, @old (the tree before) and @new (the tree after) are there once it is prepared."""
    links = ()
    looks_at_disk = False   # judge_tree() lets the program read
    refused = False         # the operation has to fail whatever happens, and everything stays

    def __init__(self, name):
        self.name = name

    def prepare(self, place):
        self.place = place
        self.set_up()
        self.argv = [str(word) for word in self.command()]
        self.old = faults.read_tree(place.base)
        self.reset()
        done = faults.run(place, self.argv)
        if (done.code == 0) == self.refused:
            raise RuntimeError(f'{self.name}: {done}')
        self.new = faults.read_tree(place.base)
        self.see_new(done)

    def reset(self):
        faults.write_tree(self.place.base, self.old, self.links)

    def see_new(self, done):
        """For what is to be known of the result of a run without a fault."""

    def tool(self, name, path):
        done = faults.run(self.place, [faults.OPERATION, name, path])
        if done.code != 0:
            raise RuntimeError(f'{self.name}: {name}: {done}')
        return done.out

    def judge(self, done, reason=None, tree=None):
        """Complaints. @done: None after a crash. @reason: of the error that was injected; None: nothing must be to be seen of it."""
        tree = tree if tree is not None else faults.read_tree(self.place.base)
        complaints = self.judge_tree(tree, done)
        if done is not None:
            complaints += self.judge_end(done, reason, tree)
        return complaints

    def judge_end(self, done, reason, tree):
        """Said is what happened, to which file and why."""
        if done.code == 0:
            return []
        if done.code != 1:
            return [str(done)]
        if reason is None:
            return [f'an interruption is to be seen: {done}']
        said = done.err
        complaints = [] if reason in said or self.refused else [f'the reason is not said: {done}']
        if str(self.place.base) not in said and not any(os.path.basename(name) in said for name in (*self.old, *self.new)):
            complaints.append(f'no file is named: {done}')
        return complaints

    def judge_tree(self, tree, done):
        raise NotImplementedError

    def judge_left(self, tree, done):
        """After an error nothing half made is left; after a crash it may be."""
        left = [name for name in tree if TEMPORARY.search(name)]
        return [f'left behind: {left}'] if left and done is not None else []


class Replace(Scenario):
    """A file is replaced: by another, through a symbolic link, or in place because it has a second name."""

    def __init__(self, kind):
        super().__init__(f'replace-{kind}')
        self.kind = kind

    def set_up(self):
        work = self.place.work
        if self.kind == 'symlink':
            (work / 'deep').mkdir()
            (work / 'deep' / 'real').write_text('o' * 10000)
            (work / 'a').symlink_to('deep/real')
        else:
            (work / 'a').write_text('o' * 10000)
        if self.kind == 'hard-link':
            os.link(work / 'a', work / 'b')
            self.links = [('work/a', 'work/b')]
        self.file = 'work/deep/real' if self.kind == 'symlink' else 'work/a'

    def command(self):
        return faults.OPERATION, 'replace', self.place.work / 'a'

    def judge_tree(self, tree, done):
        content = tree.get(self.file)
        wanted = [self.new[self.file]] if done is not None and done.code == 0 else [self.old[self.file], self.new[self.file]]
        saved = self.kind == 'hard-link' and tree.get(self.file + '.chiosa-backup') == self.old[self.file] and (done is None or done.code != 0)
        complaints = self.judge_left(tree, done)
        if content not in wanted and not saved:
            complaints.append(f'neither old nor new: {content and len(content)} bytes')
        previous = tree.get(self.file + '~')
        if previous is not None and previous != self.old[self.file]:
            complaints.append('the previous one is not what it was')
        return complaints


class Careless(Replace):
    """A program that is known to be wrong."""

    def __init__(self, how):
        super().__init__('plain')
        self.name, self.how = f'careless-{how}', how

    def command(self):
        return faults.CARELESS, self.how, self.place.work / 'a'

    def judge_tree(self, tree, done):
        content = tree.get(self.file)
        wanted = [self.new[self.file]] if done is not None else [self.old[self.file], self.new[self.file]]
        return [] if content in wanted else ['neither old nor new']


class Stream(Scenario):
    def __init__(self):
        super().__init__('stream')

    def set_up(self):
        (self.place.work / 'a').write_text('o' * 10000)

    def command(self):
        return faults.OPERATION, 'stream', self.place.work / 'a'

    def judge_tree(self, tree, done):
        wanted = [self.new] if done is not None and done.code == 0 else [self.old, self.new]
        content = tree.get('work/a')
        complaints = self.judge_left(tree, done)
        return complaints if content in [one['work/a'] for one in wanted] else complaints + ['neither old nor new']


class Save(Scenario):
    """Of text and annotations that have changed."""
    looks_at_disk = True
    operation = 'save'
    files = 'work/a.txt', 'work/a.txt.chiosa.json'

    def __init__(self):
        super().__init__(self.operation)

    def set_up(self):
        self.article = self.place.work / 'a.txt'
        self.tool('begin', self.article)
        self.loads_as = {'old': self.tool('load', self.article)}

    def command(self):
        return faults.OPERATION, self.operation, self.article

    def see_new(self, done):
        self.loads_as['new'] = self.tool('load', self.article)
        if self.operation != 'autosave' and self.loads_as['new'] == self.loads_as['old']:
            raise RuntimeError(f'{self.name} changes nothing')

    def is_new(self, tree, name):
        return tree.get(name) == self.new[name] and self.new[name] != self.old[name]

    def judge_tree(self, tree, done):
        complaints = self.judge_left(tree, done)
        for name in self.files:
            if tree.get(name) not in (self.old[name], self.new[name]):
                complaints.append(f'{name} is neither old nor new')
            elif done is not None and done.code == 0 and tree.get(name) != self.new[name]:
                complaints.append(f'{name} is said to be saved and is not')
        previous = tree.get(self.files[1] + '~')
        if previous not in (None, self.old[self.files[1]], self.old.get(self.files[1] + '~')):
            complaints.append('the previous sidecar is not what it was')
        if done is not None and done.code != 0:
            complaints += self.judge_modified(tree, done)
        return complaints + self.judge_load(done)

    def judge_modified(self, tree, done):
        """What is not known to be on the disk is still to be saved."""
        said = re.search(r'^modified:(.*)$', done.out, re.M)
        modified = said[1].split() if said else []
        complaints = [] if modified else [f'nothing is modified after a save that failed: {done}']
        for what, name in zip(('text', 'annotations'), self.files):
            if what not in modified and self.new[name] != self.old[name] and not self.is_new(tree, name):
                complaints.append(f'{what}: not modified, not saved: {done}')
        return complaints

    def judge_load(self, done):
        """Whoever opens it then gets the old article or the new one, with its own annotations."""
        loaded = faults.run(self.place, [faults.OPERATION, 'load', self.article])
        complaints = [] if loaded.code == 0 and loaded.out in self.loads_as.values() else [f'loads as neither: {loaded}']
        tree = faults.read_tree(self.place.base)
        if not complaints:
            found = [tuple(one[name] for name in self.files) for one in (self.old, self.new)]
            if tuple(tree.get(name) for name in self.files) not in found:
                complaints.append('text and sidecar do not belong together after loading')
        return complaints


    def judge_again(self):
        """The next save goes its usual way: no hidden second name of the sidecar makes it look like the user's hard link."""
        done = faults.run(self.place, [faults.OPERATION, 'annotate', self.article])
        if done.code != 0:
            return [f'cannot be saved again: {done}']
        names = [self.place.base / self.files[1], self.place.base / (self.files[1] + '~')]
        return [f'{path.name} has {path.stat().st_nlink} names' for path in names if path.stat().st_nlink != 1]


class Autosave(Save):
    operation = 'autosave'


class SaveTwice(Save):
    """What failed once is saved at the second try."""
    operation = 'save-twice'


class NewArticles(Scenario):
    def __init__(self):
        super().__init__('new-articles')

    def set_up(self):
        (self.place.work / 'own.txt').write_text('mine')

    def command(self):
        return faults.OPERATION, 'new-articles', self.place.work

    def judge_tree(self, tree, done):
        return self.judge_left(tree, done) + judge_new_files(self, tree, done)


def judge_new_files(scenario, tree, done):
    """Each is there as it is to be, or not at all; an article never without its annotations; what was there stays."""
    complaints = []
    for name, content in scenario.old.items():
        if tree.get(name) != content:
            complaints.append(f'{name} was there and has changed')
    for name, content in scenario.new.items():
        if name in scenario.old or content is None:
            continue
        if name in tree and tree[name] != content:
            complaints.append(f'{name} is not whole')
        if name not in tree and done is not None and done.code == 0:
            complaints.append(f'{name} is said to be there and is not')
        sidecar = name + '.chiosa.json'
        if name in tree and sidecar in scenario.new and sidecar not in tree:
            complaints.append(f'{name} came without its annotations')
    return complaints


class Export(Scenario):
    """A folder, where an earlier export may be."""

    def __init__(self, name, format='brat', earlier=True, options=()):
        super().__init__(name)
        self.format, self.earlier, self.options = format, earlier, options

    def set_up(self):
        self.articles = self.place.work / 'articles'
        self.out = self.place.work / 'out'
        self.articles.mkdir()
        self.tool('begin', self.articles / 'a.txt')
        self.tool('begin', self.articles / 'b.txt')
        if self.earlier:
            faults.run(self.place, self.command())
        self.tool('save', self.articles / 'a.txt')

    def command(self):
        return [faults.CLI, 'export', '--jobs', '1', '--format', self.format, '--output', self.out, *self.options, self.articles]

    def below_out(self, tree):
        return {name: content for name, content in tree.items() if name == 'work/out' or name.startswith('work/out/')}

    def judge_tree(self, tree, done):
        complaints = self.judge_left(tree, done)
        out, old, new = (self.below_out(one) for one in (tree, self.old, self.new))
        if done is not None and done.code == 0 and out != new:
            complaints.append(f'said to be written and is not: {difference(out, new)}')
        elif out not in (old, new):
            complaints.append(f'neither old nor new: {difference(out, old)} and {difference(out, new)}')
        for name, content in self.old.items():
            if name.startswith('work/articles') and tree.get(name) != content:
                complaints.append(f'{name} has changed')
        return complaints

    def judge_again(self):
        """After a crash the next one does it, and clears up."""
        done = faults.run(self.place, self.argv)
        tree = faults.read_tree(self.place.base)
        if done.code != 0:
            return [f'cannot be done again: {done}']
        return self.judge(done, '', tree)


def difference(tree, other):
    return sorted(name for name in {*tree, *other} if tree.get(name, 0) != other.get(name, 0))


class ExportFile(Export):
    """One file, with a report of its own beside it."""

    def set_up(self):
        self.report = self.place.work / 'report.json'
        self.options = '--report', self.report
        super().set_up()


class ExportOverStrangers(Export):
    """What no export made is never touched, whatever cannot be read."""
    refused = True

    def set_up(self):
        super().set_up()
        (self.out / 'deep').mkdir()
        (self.out / 'deep' / 'mine.txt').write_text('mine')

    def judge_end(self, done, reason, tree):
        return [] if done.code == 1 else [f'it was not refused: {done}']


class Import(Scenario):
    """Into a folder with an article; types that the built-in tag set does not have bring one of their own."""

    def set_up(self):
        corpus = self.place.work / 'corpus'
        corpus.mkdir()
        for n in range(3):
            text = f'Bob {n} went to Paris.\n' * 300
            (corpus / f'i{n}.txt').write_text(text)
            (corpus / f'i{n}.ann').write_text(f'T1\tCity {text.index("Paris")} {text.index("Paris") + 5}\tParis\n')
        (self.place.work / 'articles').mkdir()
        (self.place.work / 'articles' / 'own.txt').write_text('mine')

    def command(self):
        return [faults.CLI, 'import', '--format', 'brat', '--output', self.place.work / 'articles', self.place.work / 'corpus']

    def judge_tree(self, tree, done):
        complaints = self.judge_left(tree, done) + judge_new_files(self, tree, done)
        if 'work/articles/project.chiosa.json' in tree and 'work/articles/tagset.json' not in tree:
            complaints.append('a project without its tag set')
        return complaints

    def judge_again(self):
        """What is missing comes, what is there is told."""
        done = faults.run(self.place, self.argv)
        tree = faults.read_tree(self.place.base)
        complaints = [f'{name} is missing' for name in self.new if name not in tree] + self.judge_left(tree, done)
        return complaints if done.code in (0, 1) else complaints + [f'cannot be done again: {done}']


class Journal(Scenario):
    """What is typed is kept, twice; the article stays as it is. What was said to be kept can be recovered, or what came after it."""
    looks_at_disk = True
    article_files = 'work/a.txt', 'work/a.txt.chiosa.json'

    def set_up(self):
        self.article = self.place.work / 'a.txt'
        self.tool('begin', self.article)
        self.loads_as = self.tool('load', self.article)

    def command(self):
        return faults.OPERATION, 'journal', self.article

    def see_new(self, done):
        self.recovered = self.tool('recoveries', self.article)
        if not self.recovered:
            raise RuntimeError('there is nothing to recover')

    def judge_tree(self, tree, done):
        complaints = [f'{name} has changed' for name in self.article_files if tree.get(name) != self.old[name]]
        found = faults.run(self.place, [faults.OPERATION, 'recoveries', self.article])
        n_kept = 2 if done is not None and done.code == 0 else done.out.count('kept') if done is not None else 0
        n_found = found.out.count('again ')
        if found.code != 0:
            complaints.append(f'cannot be recovered: {found}')
        elif n_found < n_kept or (n_found == 2 and found.out != self.recovered):
            complaints.append(f'{n_kept} changes were kept, {n_found} are there: {found}')
        loaded = faults.run(self.place, [faults.OPERATION, 'load', self.article])
        if loaded.out != self.loads_as:
            complaints.append(f'the article is another: {loaded}')
        return complaints


class Recover(Journal):
    """It is read and put aside; there it stays."""

    def set_up(self):
        super().set_up()
        done = faults.run(self.place, [faults.OPERATION, 'journal', self.article])
        if done.code != 0:
            raise RuntimeError(str(done))

    def command(self):
        return faults.OPERATION, 'recover', self.article

    def see_new(self, done):
        self.recovered = done.out
        self.kept = [content for name, content in self.old.items() if name.startswith('state/') and content is not None]

    def judge_tree(self, tree, done):
        complaints = [f'{name} has changed' for name in self.article_files if tree.get(name) != self.old[name]]
        there = [content for name, content in tree.items() if name.startswith('state/')]
        if not all(content in there for content in self.kept):
            complaints.append('the journal is gone')
        if done is not None and done.code == 0 and done.out not in ('', self.recovered):
            complaints.append(f'something else was recovered: {done}')
        return complaints


def all_scenarios():
    return [
        Replace('plain'), Replace('symlink'), Replace('hard-link'), Stream(), Save(), Autosave(), SaveTwice(), NewArticles(),
        Export('export-folder'), Export('export-new-folder', earlier=False), ExportFile('export-file', 'jsonl'),
        ExportOverStrangers('export-over-strangers'), Import('import'), Journal('journal'), Recover('recover'),
    ]


def each(names, report):
    """Prepared scenarios of these names, one after the other, each in a place of its own."""
    for scenario in all_scenarios():
        if (names and scenario.name not in names) or faults.ONLY not in scenario.name:
            continue
        place = faults.Place()
        try:
            scenario.prepare(place)
            yield scenario
        except (RuntimeError, subprocess.TimeoutExpired) as error:
            report.add(f'/{scenario.name}', [str(error)])
        finally:
            place.remove()
