"""Results of tests, as TAP on standard output."""


class Tap:
    def __init__(self):
        self.count, self.failed = 0, False

    def __call__(self, good, name, *notes):
        """One result; the notes are told if it is not good."""
        self.count += 1
        self.failed = self.failed or not good
        print(f"{'ok' if good else 'not ok'} {self.count} - {name}", flush=True)
        self.note(*(() if good else notes))
        return good

    def same(self, name, got, want):
        return self(got == want, name, f"got:  {got!r}", f"want: {want!r}")

    def clean(self, name, faults):
        """One result: that there are no faults, of which some are told."""
        return self(not faults, name, *list(faults)[:10])

    def skip(self, name, why):
        self(True, f"{name} # SKIP {why}")

    def note(self, *texts):
        for text in texts:
            print("# " + str(text).rstrip("\n").replace("\n", "\n# "), flush=True)

    def end(self):
        """The plan. Returns the exit status."""
        print(f"1..{self.count}", flush=True)
        return 1 if self.failed else 0
