"""Results of tests, as TAP on standard output."""
import sys


class Tap:
    def __init__(self):
        self.count, self.failed = 0, False

    def ok(self, good, name, notes=()):
        """One result; the notes are told if it is not good."""
        self.count += 1
        self.failed = self.failed or not good
        print(f"{'ok' if good else 'not ok'} {self.count} - {name}")
        self.note(*([] if good else notes))
        return good

    def note(self, *texts):
        for text in texts:
            print("# " + str(text).rstrip("\n").replace("\n", "\n# "), flush=True)

    def end(self):
        print(f"1..{self.count}")
        sys.exit(1 if self.failed else 0)
