# libdsn: the toolkit for delivery status notifications.
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# make help tells what there is to make.

VERSION = 0.1.0
SONAME  = libdsn.so.0

BUILD   = build
PREFIX  = /usr/local
BINDIR  = $(PREFIX)/bin
LIBDIR  = $(PREFIX)/lib
INCDIR  = $(PREFIX)/include/dsn
MANDIR  = $(PREFIX)/share/man
DATADIR = $(PREFIX)/share/libdsn
UNITDIR = $(PREFIX)/lib/systemd/system

CC       = cc
CFLAGS   = -O2 -g
WARNINGS = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition \
           -Wpointer-arith -Wcast-qual -Wwrite-strings -Wundef -Wvla -Wformat=2 -Wimplicit-fallthrough \
           -Wnull-dereference
ifdef CI
WERROR   = -Werror
endif
HARDEN   = -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
LDHARDEN = -pie -Wl,-z,relro,-z,now
SANITIZE =
SANDBOX  = 1
BENCH_COUNT = 25000
BENCH_RUNS  = 5
BENCH_FLAGS =
TEST_TIMES = 1
FUZZ_RUNS = 2000

PACKAGES = gmime-3.0 glib-2.0 gio-2.0 json-glib-1.0 template-glib-1.0
# Asked once, when first needed: `deps` may install the packages in the same run.
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(shell pkg-config --cflags $(PACKAGES) | sed 's/-I/-isystem /g'))$(PKG_CFLAGS)
PKG_LIBS   = $(eval PKG_LIBS := $$(shell pkg-config --libs $(PACKAGES)))$(PKG_LIBS)

# Whether libmilter is here: asked when it is needed, as above. Without it all but dsn-milter is built.
HAVE_MILTER = $(eval HAVE_MILTER := $$(shell echo '\#include <libmilter/mfapi.h>' | \
                $$(CC) $$(CFLAGS) -E -o /dev/null -x c - 2>/dev/null && echo yes))$(HAVE_MILTER)
MILTER_LIBS = -lmilter -pthread

# Where it is there, the commands give up by it what they do not need. SANDBOX= builds them without.
SECCOMP        = $(eval SECCOMP := $$(if $(SANDBOX),$$(shell pkg-config --exists 'libseccomp >= 2.5' && echo libseccomp)))$(SECCOMP)
SANDBOX_CFLAGS = $(if $(SANDBOX),-DTOOL_HAS_SANDBOX) \
                 $(if $(SECCOMP),-DTOOL_HAS_SECCOMP $(shell pkg-config --cflags libseccomp))
SANDBOX_LIBS   = $(if $(SECCOMP),$(shell pkg-config --libs libseccomp)) $(if $(filter Linux,$(shell uname)),-ldl)

ALL_CFLAGS = -std=gnu11 $(CFLAGS) $(WARNINGS) $(WERROR) $(HARDEN) $(SANITIZE) -D_GNU_SOURCE \
             -DDSN_VERSION='"$(VERSION)"' -MMD -MP $(PKG_CFLAGS)
ALL_LDFLAGS = $(LDFLAGS) $(SANITIZE)

LIB_SOURCES  = $(filter-out libdsn/make-%.c,$(sort $(wildcard libdsn/*.c libdsn/wild/*.c)))
LIB_OBJECTS  = $(LIB_SOURCES:libdsn/%.c=$(BUILD)/libdsn/%.o) $(BUILD)/libdsn/dsn-resources.o \
               $(BUILD)/libdsn/dsn-phrases-own.o
LIB_HEADERS  = $(filter-out %-private.h,$(sort $(wildcard libdsn/*.h)))
TEMPLATES    = $(sort $(wildcard templates/*.ini templates/*/*))
TOOLS        = $(patsubst tools/%.c,%,$(sort $(wildcard tools/dsn-*.c)))
TOOL_OBJECTS = $(patsubst tools/%.c,$(BUILD)/tools/%.o, \
                 $(filter-out tools/dsn-%.c tools/milter-%.c,$(wildcard tools/*.c)))
MILTER_OBJECTS = $(patsubst tools/%.c,$(BUILD)/tools/%.o,$(sort $(wildcard tools/milter-*.c)))
UNIT_TESTS   = $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/unit/test-*.c)))
# Those that wait the most come first, beside those that do not.
LONG_TESTS   = $(patsubst %,tests/cli/%.t,dsn-milter hard-cases dsn-filter dsn-parse)
CLI_TESTS    = $(filter-out $(LONG_TESTS),$(sort $(wildcard tests/cli/*.t)))
BENCHES      = $(patsubst tests/bench/%.c,$(BUILD)/bench/%,$(sort $(wildcard tests/bench/*.c)))
MANPAGES     = $(sort $(wildcard tools/*.[1-8] libdsn/*.[1-8]))

STATIC = $(BUILD)/libdsn.a
SHARED = $(BUILD)/$(SONAME)

ifdef V
Q =
say =
else
Q = @
say = @printf '  %-5s %s\n'
endif

.PHONY: all tests help deps deps-format deps-site deps-peers deps-mta deps-pipeline deps-fuzz deps-cost demo site check \
        check-site check-cost check-peers check-mta check-pipeline check-sanitize check-threads run-threads check-fuzz check-format fuzz \
        deps-lint lint deps-coverage coverage deps-valgrind check-valgrind \
        fuzz-targets golden bench bench-filter install uninstall clean
.DELETE_ON_ERROR:
.SUFFIXES:

all: $(STATIC) $(SHARED) $(TOOLS:%=$(BUILD)/%)

help:
	@echo 'make                 build the library and the commands into $(BUILD)/'
	@echo 'make deps            install what building and testing need'
	@echo 'make demo            take the samples apart, make a 5.7.7 report and show it'
	@echo 'make site            write the web reference of status codes into $(BUILD)/site/'
	@echo 'make check           build and run every test'
	@echo 'make check-site      write the web reference and try it in a browser (after make deps-site)'
	@echo 'make check-sanitize  the same under AddressSanitizer and UndefinedBehaviorSanitizer'
	@echo 'make check-threads   run what has threads under ThreadSanitizer'
	@echo 'make check-pipeline  make the calls of dsn-filter fail, and try the recipes with the programs they are for'
	@echo 'make check-cost      see that time grows as the input does, and memory has limits (after make deps-cost)'
	@echo 'make fuzz            try odd inputs on each fuzz target for TIME=60 seconds (after make deps-fuzz)'
	@echo 'make check-fuzz      the same for a few thousand inputs each'
	@echo 'make check-format    see that the sources are formatted by .clang-format'
	@echo 'make lint            have clang-tidy, cppcheck and gcc read the sources (after make deps-lint)'
	@echo 'make coverage        the tests again, counting the lines of libdsn/ that they reach (after make deps-coverage)'
	@echo 'make check-valgrind  the commands under valgrind (after make deps-valgrind)'
	@echo 'make check-peers     have other programs read what dsn-make makes (deps-peers installs them)'
	@echo 'make check-mta       have real mail servers send reports and read them (deps-mta unpacks them)'
	@echo 'make golden          write what the commands print now beside the samples and into README.md'
	@echo 'make bench           speed and memory, in ratios to a bare GMime loop'
	@echo 'make bench-filter    time that dsn-filter takes, messages that dsn-milter reads, memory over 100,000'
	@echo 'make install         into PREFIX ($(PREFIX)), below DESTDIR'
	@echo 'make uninstall       take away what install put there'
	@echo 'make clean           remove $(BUILD)/'
	@echo
	@echo 'CC, CFLAGS, LDFLAGS, PREFIX, DESTDIR, BUILD, V=1 (show commands) and'
	@echo 'SANDBOX= (commands that keep what they may do) are yours to set.'

# Dependencies: with `deps` among the goals everything else waits for it.

deps:
	@sh .ci/deps build

deps-format:
	@sh .ci/deps format

deps-site:
	@sh .ci/deps site
	@sh tests/site/deps
deps-peers:
	@sh .ci/deps peers
deps-fuzz:
	@sh .ci/deps fuzz

deps-cost:
	@sh .ci/deps cost

deps-mta:
	@sh .ci/deps mta $(BUILD)/mta

deps-pipeline:
	@sh .ci/deps pipeline
deps-lint:
	@sh .ci/deps lint
deps-coverage:
	@sh .ci/deps coverage
deps-valgrind:
	@sh .ci/deps valgrind

AFTER_DEPS = $(filter deps deps-%,$(MAKECMDGOALS))

# The library.

$(BUILD)/libdsn $(BUILD)/libdsn/wild $(BUILD)/tools $(BUILD)/tests $(BUILD)/bench: | $(AFTER_DEPS)
	$(Q)mkdir -p $@

$(BUILD)/libdsn/%.o: libdsn/%.c Makefile | $(BUILD)/libdsn/wild $(BUILD)/libdsn/dsn-resources.h $(AFTER_DEPS)
	$(say) CC $@
	$(Q)$(CC) $(ALL_CFLAGS) -fPIC -fvisibility=hidden -Ilibdsn -I$(BUILD)/libdsn -c -o $@ $<

$(BUILD)/libdsn/dsn.gresource.xml: libdsn/gresource-list.sh $(TEMPLATES) | $(BUILD)/libdsn
	$(Q)sh libdsn/gresource-list.sh templates >$@

$(BUILD)/libdsn/dsn-resources.c: $(BUILD)/libdsn/dsn.gresource.xml $(TEMPLATES) | $(AFTER_DEPS)
	$(say) RES $@
	$(Q)glib-compile-resources --sourcedir=. --internal --generate-source --c-name _dsn --target=$@ $<

$(BUILD)/libdsn/dsn-resources.h: $(BUILD)/libdsn/dsn.gresource.xml | $(AFTER_DEPS)
	$(Q)glib-compile-resources --sourcedir=. --internal --generate-header --c-name _dsn --target=$@ $<

$(BUILD)/libdsn/dsn-resources.o: $(BUILD)/libdsn/dsn-resources.c
	$(say) CC $@
	$(Q)$(CC) -O1 $(HARDEN) $(SANITIZE) -fPIC -fvisibility=hidden -MMD -MP $(PKG_CFLAGS) -c -o $@ $<

# The phrases are compiled by the files that read those of a user.
PHRASE_OBJECTS = $(patsubst %,$(BUILD)/libdsn/%.o,make-phrases dsn-phrases-text dsn-phrases-line \
                   dsn-phrases-load dsn-phrases-compile dsn-status dsn-error)

$(BUILD)/make-phrases: $(PHRASE_OBJECTS)
	$(say) LD $@
	$(Q)$(CC) $(ALL_LDFLAGS) $(LDHARDEN) -o $@ $^ $(PKG_LIBS)

$(BUILD)/libdsn/dsn-phrases-own.c: templates/phrases $(BUILD)/make-phrases
	$(say) RULES $@
	$(Q)$(BUILD)/make-phrases $< phrases >$@

$(BUILD)/libdsn/dsn-phrases-own.o: $(BUILD)/libdsn/dsn-phrases-own.c
	$(say) CC $@
	$(Q)$(CC) $(ALL_CFLAGS) -fPIC -fvisibility=hidden -Ilibdsn -c -o $@ $<

$(STATIC): $(LIB_OBJECTS)
	$(say) AR $@
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(SHARED): $(LIB_OBJECTS)
	$(say) LD $@
	$(Q)$(CC) $(ALL_LDFLAGS) -shared -Wl,-soname,$(SONAME) -Wl,-z,relro,-z,now -o $@ $^ $(PKG_LIBS)
	$(Q)ln -sf $(SONAME) $(BUILD)/libdsn.so

# The commands.

$(BUILD)/tools/%.o: tools/%.c Makefile | $(BUILD)/tools $(AFTER_DEPS)
	$(say) CC $@
	$(Q)$(CC) $(ALL_CFLAGS) $(SANDBOX_CFLAGS) -Ilibdsn -Itools -c -o $@ $<

# ThreadSanitizer sees GLib's locks by this only.
LOCKS = $(if $(findstring thread,$(SANITIZE)),$(BUILD)/tests/locks.o)

$(BUILD)/tests/locks.o: tests/threads/locks.c Makefile | $(BUILD)/tests $(AFTER_DEPS)
	$(say) TEST $@
	$(Q)$(CC) -std=gnu11 $(CFLAGS) -D_GNU_SOURCE $(PKG_CFLAGS) -c -o $@ $<

$(filter-out $(BUILD)/dsn-milter,$(TOOLS:%=$(BUILD)/%)): $(BUILD)/%: $(BUILD)/tools/%.o $(TOOL_OBJECTS) $(LOCKS) $(STATIC)
	$(say) LD $@
	$(Q)$(CC) $(ALL_LDFLAGS) $(LDHARDEN) -o $@ $^ $(PKG_LIBS) $(SANDBOX_LIBS)

$(BUILD)/tools/milter-%.o: tools/milter-%.c Makefile | $(BUILD)/tools $(AFTER_DEPS)
	$(if $(HAVE_MILTER),$(say) CC $@)
	$(Q)$(if $(HAVE_MILTER),$(CC) $(ALL_CFLAGS) -pthread -Ilibdsn -Itools -c -o $@ $<,:)

$(BUILD)/dsn-milter: $(BUILD)/tools/dsn-milter.o $(MILTER_OBJECTS) $(TOOL_OBJECTS) $(STATIC)
	$(if $(HAVE_MILTER),$(say) LD $@)
	$(Q)$(if $(HAVE_MILTER),$(CC) $(ALL_LDFLAGS) $(LDHARDEN) -o $@ $^ $(PKG_LIBS) $(MILTER_LIBS) $(SANDBOX_LIBS), \
	  echo '  dsn-milter is left out: libmilter/mfapi.h is not here')

# The web reference.

site: $(BUILD)/dsn-explain
	$(say) SITE $(BUILD)/site
	$(Q)rm -rf $(BUILD)/site
	$(Q)$(BUILD)/dsn-explain --site $(BUILD)/site

# Tests and measurements.

$(BUILD)/tests/%: tests/unit/%.c $(LOCKS) $(STATIC) Makefile | $(BUILD)/tests $(AFTER_DEPS)
	$(say) TEST $@
	$(Q)$(CC) $(ALL_CFLAGS) -Ilibdsn $(ALL_LDFLAGS) $(LDHARDEN) -o $@ $< $(LOCKS) $(STATIC) $(PKG_LIBS)

$(BUILD)/bench/%: tests/bench/%.c $(STATIC) Makefile | $(BUILD)/bench $(AFTER_DEPS)
	$(say) BENCH $@
	$(Q)$(CC) $(ALL_CFLAGS) -Ilibdsn $(ALL_LDFLAGS) $(LDHARDEN) -o $@ $< $(STATIC) $(PKG_LIBS)

# For programs that are preloaded with it: makes calls fail, and tries what must not be possible. It knows
# glibc and Linux.
FAULT = $(if $(filter Linux,$(shell uname)),$(BUILD)/tests/fault.so $(BUILD)/tests/tries.so)

$(BUILD)/tests/%.so: tests/fault/%.c Makefile | $(BUILD)/tests $(AFTER_DEPS)
	$(say) TEST $@
	$(Q)$(CC) -std=gnu11 $(CFLAGS) $(WARNINGS) $(WERROR) -D_GNU_SOURCE -fPIC -shared -o $@ $< -ldl

tests: all $(UNIT_TESTS) $(FAULT)

check: tests
	@BUILD=$(BUILD) TEST_TIMES=$(TEST_TIMES) CC="$(CC)" sh tests/run $(LONG_TESTS) $(UNIT_TESTS) $(CLI_TESTS)

check-site: site | $(AFTER_DEPS)
	@BUILD=$(BUILD) LC_ALL=C.UTF-8 prove --timer --exec '' $(sort $(wildcard tests/site/*.t))

# G_SLICE: GLib's own cache would hide what AddressSanitizer looks for.
check-sanitize: | $(AFTER_DEPS)
	@G_SLICE=always-malloc ASAN_OPTIONS=detect_leaks=1:abort_on_error=1 \
	  UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 LSAN_OPTIONS=suppressions=tests/lsan.supp \
	  $(MAKE) --no-print-directory BUILD=$(BUILD)-sanitize CFLAGS='-O1 -g -fno-omit-frame-pointer' \
	  HARDEN='-fPIE' TEST_TIMES=8 SANITIZED=1 \
	  SANITIZE='-fsanitize=address,undefined -fno-sanitize-recover=undefined' check

$(BUILD)/tests/race: tests/threads/race.c $(LOCKS) Makefile | $(BUILD)/tests $(AFTER_DEPS)
	$(say) TEST $@
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) $(LDHARDEN) -o $@ $< $(LOCKS) $(PKG_LIBS)

run-threads: all $(BUILD)/tests/race $(addprefix $(BUILD)/tests/test-,pipeline catalog deliver search parser-limits)
	@BUILD=$(BUILD) TEST_TIMES=$(TEST_TIMES) sh tests/run tests/threads/threads.t

check-threads: | $(AFTER_DEPS)
	@$(MAKE) --no-print-directory BUILD=$(BUILD)-threads CFLAGS='-O1 -g -fno-omit-frame-pointer' HARDEN=-fPIE \
	  TEST_TIMES=8 SANITIZE=-fsanitize=thread run-threads

# libFuzzer: each target in tests/fuzz/ for TIME seconds or, where TIME is 0, for RUNS inputs, from what
# the samples give and from every input that was once a finding. FUZZ names the targets.
TIME = 60
RUNS = 0
FUZZ = $(basename $(notdir $(sort $(wildcard tests/fuzz/*.c))))
FUZZ_BUILD = $(BUILD)-fuzz
# No text is NULL with a length of 0, to which Clang 14 lets no 0 be added; C2y does (N3322).
FUZZ_SANITIZE = -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize=pointer-overflow \
                -fno-sanitize-recover=undefined

fuzz-targets: | $(AFTER_DEPS)
	@$(MAKE) --no-print-directory BUILD=$(FUZZ_BUILD) CC=clang CFLAGS='-O1 -g -fno-omit-frame-pointer' \
	  HARDEN=-fPIE WERROR= SANITIZE='$(FUZZ_SANITIZE)' \
	  $(FUZZ:%=$(FUZZ_BUILD)/fuzz/%)

$(BUILD)/fuzz/%: tests/fuzz/%.c $(STATIC) Makefile
	$(say) FUZZ $@
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -Ilibdsn -Itests/unit -fsanitize=fuzzer $(ALL_LDFLAGS) -o $@ $< $(STATIC) $(PKG_LIBS)

fuzz: fuzz-targets
	@sh tests/fuzz/run $(FUZZ_BUILD) $(TIME) $(RUNS) $(FUZZ)

check-fuzz: fuzz-targets
	@sh tests/fuzz/run $(FUZZ_BUILD) 0 $(FUZZ_RUNS) $(FUZZ)

check-peers: all | $(AFTER_DEPS)
	@BUILD=$(BUILD) sh tests/run --verbose tests/integration/peers.t

check-mta: all | $(AFTER_DEPS)
	@BUILD=$(BUILD) sh tests/run --verbose tests/integration/mta.t

# Each command again, to be run over and over by tests/cost/again.c.
COST_COMMANDS = $(patsubst %,$(BUILD)/cost/%,dsn-parse dsn-lint dsn-filter)

$(BUILD)/cost/%.o: tools/%.c Makefile | $(AFTER_DEPS)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -Wno-missing-prototypes -Dmain=command_main -Ilibdsn -Itools -c -o $@ $<

$(COST_COMMANDS): $(BUILD)/cost/%: tests/cost/again.c $(BUILD)/cost/%.o $(TOOL_OBJECTS) $(STATIC)
	$(say) COST $@
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) $(LDHARDEN) -o $@ $(filter %.c %.o %.a,$^) $(PKG_LIBS) $(SANDBOX_LIBS)

check-cost: all $(COST_COMMANDS)
	@BUILD=$(BUILD) TEST_TIMES=$(TEST_TIMES) sh tests/run $(sort $(wildcard tests/cost/*.t))

check-pipeline: all $(FAULT)
	@BUILD=$(BUILD) CC="$(CC)" sh tests/run $(sort $(wildcard tests/pipeline/*.t))

golden: all
	@sh tests/python tests/cli/golden.py --update $(BUILD)/dsn-parse
	@sh tests/python tests/cli/readme.py --update $(BUILD)

check-format: | $(AFTER_DEPS)
	@clang-format --dry-run --Werror $(wildcard libdsn/*.[ch] libdsn/wild/*.c tools/*.[ch] tests/*/*.[ch])

# What the tests reach of the library, in lines; less than COVERAGE percent is an error.
COVERAGE = 92

# SANDBOX: what was counted is written at the end, when no file can be written any more.
coverage: | $(AFTER_DEPS)
	@mkdir -p $(BUILD)-coverage && find $(BUILD)-coverage -name '*.gcda' -delete
	@$(MAKE) --no-print-directory BUILD=$(BUILD)-coverage CC=gcc CFLAGS='-O0 -g -fprofile-update=atomic' \
	  HARDEN=-fPIE SANDBOX= SANITIZE=--coverage SANITIZED=1 TEST_TIMES=8 check
	@sh tests/coverage $(BUILD)-coverage $(COVERAGE)

# The rest of the command tests runs programs or repeats what these do.
VALGRIND_TESTS = $(sort $(wildcard tests/cli/dsn-*.t tests/valgrind/*.t))

check-valgrind: all | $(AFTER_DEPS)
	@sh tests/valgrind/run $(BUILD) $(VALGRIND_TESTS)

# Static analysis. What was found right is not looked at again before it, or what it includes, changes.
# LINT_CC is a gcc, for its -fanalyzer and for warnings that are not worth their noise while one writes.
LINT_CC      = gcc
LINT_SOURCES = $(sort $(wildcard libdsn/*.c libdsn/wild/*.c tools/*.c tests/*/*.c))
LINT_MORE    = -Wconversion -Wsign-conversion -Wduplicated-cond -Wduplicated-branches -Wlogical-op \
               -Wjump-misses-init -Wcast-align=strict -Wunused-macros -Wredundant-decls
# Tests write numbers as they come; HOST_NAME is given to tests/integration/hostname.c when it is built.
LINT_LESS    = $(if $(filter tests/%,$<),-Wno-conversion -Wno-sign-conversion -DHOST_NAME='"mx.example.org"')
LINT_FLAGS   = -std=gnu11 -D_GNU_SOURCE -DDSN_VERSION='"$(VERSION)"' $(WARNINGS) $(PKG_CFLAGS) \
               -Ilibdsn -I$(BUILD)/libdsn -Itools -Itests/unit

lint: $(LINT_SOURCES:%.c=$(BUILD)/lint/%.ok) $(BUILD)/lint/cppcheck.ok

$(BUILD)/lint/%.ok: %.c .clang-tidy tests/.clang-tidy Makefile | $(BUILD)/libdsn/dsn-resources.h $(AFTER_DEPS)
	$(say) LINT $<
	$(Q)mkdir -p $(@D)
	$(Q)$(LINT_CC) -fanalyzer -Werror $(LINT_FLAGS) $(LINT_MORE) $(LINT_LESS) -MMD -MP -MF $(@:.ok=.d) -MT $@ \
	  -c -o $(@:.ok=.o) $<
	$(Q)clang-tidy --quiet $< -- $(LINT_FLAGS) -Wno-unknown-warning-option $(LINT_LESS) 2>$(@:.ok=.err) || \
	  { cat $(@:.ok=.err) >&2; exit 1; }
	$(Q)rm -f $(@:.ok=.o) $(@:.ok=.err) && touch $@

$(BUILD)/lint/cppcheck.ok: $(filter-out tests/%,$(LINT_SOURCES)) $(wildcard libdsn/*.h tools/*.h) tests/cppcheck.supp \
                           | $(BUILD)/libdsn/dsn-resources.h $(AFTER_DEPS)
	$(say) LINT cppcheck
	$(Q)mkdir -p $(@D)
	$(Q)cppcheck --quiet --enable=warning,style,performance,portability --std=c11 --library=gtk \
	  --suppressions-list=tests/cppcheck.supp --error-exitcode=1 --template=gcc -D_GNU_SOURCE \
	  -Ilibdsn -I$(BUILD)/libdsn -Itools libdsn tools
	$(Q)touch $@

bench-filter: all $(BENCHES)
	@python3 tests/bench/filter.py $(BUILD) $(BENCH_FLAGS)
	@python3 tests/bench/milter.py $(BUILD) $(BENCH_FLAGS)
	@python3 tests/bench/memory.py $(BUILD) $(BENCH_FLAGS)

bench: all $(BENCHES)
	@python3 tests/bench/run.py $(BUILD) $(BENCH_COUNT) $(BENCH_RUNS) $(BENCH_FLAGS)

demo: all
	@BUILD=$(BUILD) sh tests/demo

# Installing.

install: all
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(LIBDIR)/pkgconfig $(DESTDIR)$(INCDIR)
	for tool in $(TOOLS:%=$(BUILD)/%); do \
	  test $$tool = $(BUILD)/dsn-milter -a ! -e $$tool || install -m 755 $$tool $(DESTDIR)$(BINDIR) || exit 1; done
	install -m 644 $(STATIC) $(DESTDIR)$(LIBDIR)
	install -m 755 $(SHARED) $(DESTDIR)$(LIBDIR)
	ln -sf $(SONAME) $(DESTDIR)$(LIBDIR)/libdsn.so
	sed -e 's|@prefix@|$(PREFIX)|' -e 's|@libdir@|$(LIBDIR)|' -e 's|@includedir@|$(INCDIR)|' \
	  -e 's|@version@|$(VERSION)|' libdsn/libdsn.pc.in >$(DESTDIR)$(LIBDIR)/pkgconfig/libdsn.pc
	install -m 644 $(LIB_HEADERS) $(DESTDIR)$(INCDIR)
	for page in $(MANPAGES); do \
	  install -D -m 644 $$page $(DESTDIR)$(MANDIR)/man$${page##*.}/$${page##*/} || exit 1; done
	install -D -m 644 libdsn/report.schema.json $(DESTDIR)$(DATADIR)/report.schema.json
	install -D -m 644 tools/dsn-milter.socket $(DESTDIR)$(UNITDIR)/dsn-milter.socket
	sed 's|@bindir@|$(BINDIR)|' tools/dsn-milter.service.in >$(DESTDIR)$(UNITDIR)/dsn-milter.service

uninstall:
	rm -f $(TOOLS:%=$(DESTDIR)$(BINDIR)/%)
	rm -f $(DESTDIR)$(LIBDIR)/libdsn.a $(DESTDIR)$(LIBDIR)/libdsn.so $(DESTDIR)$(LIBDIR)/$(SONAME)
	rm -f $(DESTDIR)$(LIBDIR)/pkgconfig/libdsn.pc
	rm -rf $(DESTDIR)$(INCDIR) $(DESTDIR)$(DATADIR)
	rm -f $(DESTDIR)$(UNITDIR)/dsn-milter.socket $(DESTDIR)$(UNITDIR)/dsn-milter.service
	for page in $(MANPAGES); do rm -f $(DESTDIR)$(MANDIR)/man$${page##*.}/$${page##*/}; done

clean:
	rm -rf $(BUILD) $(BUILD)-sanitize $(BUILD)-threads $(BUILD)-coverage $(FUZZ_BUILD)

-include $(wildcard $(BUILD)/*/*.d $(BUILD)/libdsn/wild/*.d $(BUILD)/lint/*/*.d $(BUILD)/lint/*/*/*.d)
