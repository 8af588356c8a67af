"""Postfix. Only root may start it; mta.t makes a namespace in which others are root."""
import os
import pathlib

from mta import DSN_DOMAIN, GIVE_UP_SECONDS, GROUP, LOCAL_DOMAIN, USER, Mta

MAIN = """\
compatibility_level = 3.6
mail_owner = {user}
setgid_group = {group}
default_privs = nobody
queue_directory = {work}/queue
data_directory = {work}/data
daemon_directory = {root}/usr/lib/postfix/sbin
command_directory = {root}/usr/sbin
shlib_directory = {root}/usr/lib/postfix
meta_directory = {root}/etc/postfix
import_environment = MAIL_CONFIG MAIL_LOGTAG TZ LANG=C POSTLOG_SERVICE POSTLOG_HOSTNAME LD_LIBRARY_PATH
maillog_file_prefixes = {work}
maillog_file = {work}/log
myhostname = {host}
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtp_dns_support_level = disabled
relayhost = [127.0.0.1]:{sink}
transport_maps = inline:{{ {{ {dsn_domain} = smtp:[127.0.0.1]:{dsn_sink} }} }}
virtual_mailbox_domains = {local_domain}
virtual_mailbox_maps = static:box
virtual_mailbox_base = {work}/boxes
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
smtputf8_enable = yes
queue_run_delay = 1s
minimal_backoff_time = 2s
maximal_backoff_time = 3s
delay_warning_time = 1s
maximal_queue_lifetime = {give_up}s
"""

# The services, one of which mail comes in by.
MASTER = pathlib.Path(__file__).with_name("postfix-services.cf").read_text("ascii") + "127.0.0.1:{port} inet n - n - - smtpd\n"

# What `postfix start` would make.
QUEUE_FOLDERS = """active bounce corrupt defer deferred flush hold incoming private saved trace""".split()


class Postfix(Mta):
    name = "postfix"
    accepts_utf8 = True

    def environment(self):
        made = super().environment()
        made["LD_LIBRARY_PATH"] += f":{self.root}/usr/lib/postfix"
        return made

    def configure(self):
        if os.getuid() != 0:
            raise RuntimeError("only root may start Postfix, or who has uidmap and a range in /etc/subuid")
        user = self.user()
        values = {"work": self.work, "root": self.root, "host": self.host, "port": self.port,
                  "sink": self.sink, "dsn_sink": self.dsn_sink, "user": USER, "group": GROUP,
                  "uid": user.pw_uid, "gid": user.pw_gid, "local_domain": LOCAL_DOMAIN,
                  "dsn_domain": DSN_DOMAIN, "give_up": GIVE_UP_SECONDS}
        self.folder("etc")
        self.write("etc/main.cf", MAIN.format(**values))
        self.write("etc/master.cf", MASTER.format(**values))
        self.folder("queue")
        for name in QUEUE_FOLDERS:
            self.folder("queue/" + name, 0o700, USER)
        self.folder("queue/maildrop", 0o730, USER, GROUP)
        self.folder("queue/public", 0o710, USER, GROUP)
        self.folder("queue/pid")
        self.folder("data", 0o700, USER)
        self.folder("boxes", 0o700, USER)
        return [f"{self.root}/usr/lib/postfix/sbin/master", "-d", "-e", "300", "-c", self.path("etc")]
