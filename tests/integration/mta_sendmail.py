"""Sendmail, as root or as who starts it."""
import os
import subprocess

from mta import DSN_DOMAIN, GIVE_UP_SECONDS, LOCAL_DOMAIN, USER, Mta

CONFIGURATION = """\
divert(-1)
define(`_CF_DIR_', `{root}/usr/share/sendmail/cf/')
include(`{root}/usr/share/sendmail/cf/m4/cf.m4')
divert(0)
OSTYPE(`linux')
define(`confDOMAIN_NAME', `{host}')
define(`confDONT_PROBE_INTERFACES', `True')
define(`confDONT_BLAME_SENDMAIL', `GroupWritableDirPathSafe,TrustStickyBit,AssumeSafeChown')
define(`confRUN_AS_USER', `{user}')
define(`confTRUSTED_USER', `{user}')
define(`confPID_FILE', `{work}/pid')
define(`QUEUE_DIR', `{work}/queue')
define(`STATUS_FILE', `{work}/statistics')
define(`HELP_FILE', `')
define(`ALIAS_FILE', `')
define(`confSERVICE_SWITCH_FILE', `{work}/service.switch')
define(`confHOSTS_FILE', `/etc/hosts')
define(`confTO_QUEUEWARN', `1s')
define(`confTO_QUEUERETURN', `{give_up}s')
define(`confTO_IDENT', `0s')
define(`confMIN_QUEUE_AGE', `0s')
define(`confDELIVERY_MODE', `background')
define(`confPRIVACY_FLAGS', `')
define(`confREFUSE_LA', `1000')
define(`confQUEUE_LA', `1000')
define(`ESMTP_MAILER_ARGS', `TCP $h {sink}')
define(`RELAY_MAILER_ARGS', `TCP $h {dsn_sink}')
define(`SMART_HOST', `esmtp:[127.0.0.1]')
FEATURE(`no_default_msa')
FEATURE(`nocanonify')
FEATURE(`accept_unqualified_senders')
FEATURE(`accept_unresolvable_domains')
FEATURE(`promiscuous_relay')
FEATURE(`nouucp', `reject')
DAEMON_OPTIONS(`Name=MTA, Family=inet, Addr=127.0.0.1, Port={port}')
MAILER(`local')
MAILER(`smtp')
MAILER_DEFINITIONS
Mbox, P={work}/keep, F=lsDFMPn9, S=EnvFromL/HdrFromL, R=EnvToL/HdrToL, T=DNS/RFC822/X-Unix, A=keep $u
LOCAL_RULE_0
R$* < @ {local_domain} . > $*	$#box $: $1
R$* < @ {local_domain} > $*	$#box $: $1
R$* < @ {dsn_domain} . > $*	$#relay $@ [127.0.0.1] $: $1 < @ {dsn_domain} . > $2
R$* < @ {dsn_domain} > $*	$#relay $@ [127.0.0.1] $: $1 < @ {dsn_domain} > $2
"""


class Sendmail(Mta):
    name = "sendmail"

    def environment(self):
        return {**super().environment(), "LD_PRELOAD": self.path("hostname.so")}

    def configure(self):
        source = os.path.join(os.path.dirname(__file__), "hostname.c")
        subprocess.run([os.environ.get("CC") or "cc", "-shared", "-fPIC", f"-DHOST_NAME=\"{self.host}\"",
                        "-o", self.path("hostname.so"), source], check=True)
        self.folder("queue", 0o700, USER)
        self.folder("boxes", 0o700, USER)
        self.write("service.switch", "hosts files\naliases files\n")
        self.write("keep", f"#!/bin/sh\nexec cat >>{self.work}/boxes/box\n", 0o755)
        source = self.write("sendmail.mc", CONFIGURATION.format(
            root=self.root, work=self.work, host=self.host, port=self.port, sink=self.sink,
            dsn_sink=self.dsn_sink, user=self.user().pw_name, local_domain=LOCAL_DOMAIN,
            dsn_domain=DSN_DOMAIN, give_up=GIVE_UP_SECONDS))
        made = subprocess.run(["m4", source], env=super().environment(), capture_output=True, check=True)
        path = self.write("sendmail.cf", made.stdout.decode())
        return [f"{self.root}/usr/libexec/sendmail/sendmail", "-C", path, "-bD", "-qp1s",
                "-X", self.path("traffic")]
