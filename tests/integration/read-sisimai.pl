#!/usr/bin/perl
# The failed recipients that Sisimai finds in each file of a folder.
# usage: read-sisimai.pl FOLDER    lines of FILE, ADDRESS, STATUS, with tabs between them
use strict;
use warnings;
use Sisimai;

my ($folder) = @ARGV;
for my $path (sort glob "$folder/*.eml") {
    my ($name) = $path =~ m{([^/]+)$};
    my $bounces = eval { Sisimai->make($path) };
    print "$name\terror\t", $@ =~ s/\s+/ /gr, "\n" if $@;
    for my $bounce (@{ $bounces // [] }) {
        next unless $bounce->action eq 'failed';
        print join("\t", $name, $bounce->recipient->address, $bounce->deliverystatus), "\n";
    }
}
