#!/usr/bin/perl
# The failed recipients that Mail::DeliveryStatus::BounceParser finds in each file of a folder.
# usage: read-bounceparser.pl FOLDER    lines of FILE, ADDRESS, STATUS, with tabs between them
use strict;
use warnings;
use Mail::DeliveryStatus::BounceParser;

my ($folder) = @ARGV;
for my $path (sort glob "$folder/*.eml") {
    open my $file, '<:raw', $path or die "$path: $!\n";
    my $octets = do { local $/; <$file> };
    my ($name) = $path =~ m{([^/]+)$};
    my $bounce = eval { Mail::DeliveryStatus::BounceParser->new($octets) };
    print "$name\terror\t", $@ =~ s/\s+/ /gr, "\n" if $@;
    next unless $bounce && $bounce->is_bounce;
    for my $report ($bounce->reports) {
        my ($address, $status, $action) = map { $report->get($_) // '' } qw(email status action);
        s{\s+$}{} for $address, $status, $action;
        print "$name\t$address\t$status\n" if $action eq 'failed';
    }
}
