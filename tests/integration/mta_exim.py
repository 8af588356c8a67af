"""Exim, as root or as who starts it."""
import glob
import os

from mta import DSN_DOMAIN, GIVE_UP_SECONDS, LOCAL_DOMAIN, USER, Mta

CONFIGURATION = """\
exim_path = {work}/exim
exim_user = {user}
exim_group = {group}
never_users =
deliver_drop_privilege = true
spool_directory = {work}/spool
log_file_path = {work}/log/%s
pid_file_path = {work}/pid
primary_hostname = {host}
qualify_domain = {host}
local_interfaces = 127.0.0.1
daemon_smtp_ports = {port}
tls_advertise_hosts =
host_lookup =
rfc1413_query_timeout = 0s
dsn_advertise_hosts = *
smtputf8_advertise_hosts = *
acl_smtp_rcpt = accept_all
acl_smtp_data = accept_all
delay_warning = 1s:1d
delay_warning_condition = yes
ignore_bounce_errors_after = 0s
queue_run_in_order = true
message_logs = false
keep_environment =

begin acl
accept_all:
  accept

begin routers
here:
  driver = accept
  domains = {local_domain}
  transport = file
elsewhere:
  driver = manualroute
  route_data = ${{if eq{{$domain}}{{{dsn_domain}}} {{127.0.0.1::{dsn_sink}}}{{127.0.0.1::{sink}}}}}
  self = send
  transport = smtp

begin transports
file:
  driver = appendfile
  file = {work}/boxes/box
  user = {user}
  group = {group}
smtp:
  driver = smtp
  hosts_try_prdr =

begin retry
* * F,{give_up}s,1s
"""


class Exim(Mta):
    name = "exim"
    accepts_utf8 = True

    def environment(self):
        """One in which the user whom Debian's Exim wants to find at its start is who we are."""
        entry = self.user()
        group = self.write("group", f"Debian-exim:x:{entry.pw_gid}:\n")
        passwd = self.write("passwd", f"root:x:0:0:root:/:/bin/false\n"
                            f"Debian-exim:x:{entry.pw_uid}:{entry.pw_gid}:exim:/:/bin/false\n")
        wrapper = glob.glob(self.root + "/usr/lib/*-linux-gnu*/libnss_wrapper.so")[0]
        return {**super().environment(), "LD_PRELOAD": wrapper, "NSS_WRAPPER_PASSWD": passwd,
                "NSS_WRAPPER_GROUP": group}

    def configure(self):
        user = self.user()
        for name in ("spool", "log", "boxes"):
            self.folder(name, 0o750, USER)
        path = self.write("exim.conf", CONFIGURATION.format(
            root=self.root, work=self.work, host=self.host, port=self.port, sink=self.sink,
            dsn_sink=self.dsn_sink, user=user.pw_uid, group=user.pw_gid, local_domain=LOCAL_DOMAIN,
            dsn_domain=DSN_DOMAIN, give_up=GIVE_UP_SECONDS))
        os.chmod(f"{self.root}/usr/sbin/exim4", 0o755)  # No program with other rights: they cost it LD_*.
        # Exim runs itself anew, without the environment.
        settings = "".join(f"export {name}='{value}'\n" for name, value in self.environment().items())
        self.write("exim", f"#!/bin/sh\n{settings}exec {self.root}/usr/sbin/exim4 \"$@\"\n", 0o755)
        return [self.path("exim"), "-C", path, "-bdf", "-q1s"]
