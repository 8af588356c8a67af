Return-Path: <>
Received: from localhost (localhost)
	by relay.example.com id 6AN77; Tue, 24 Nov 2026 16:20:00 -0500
From: "Mail Delivery Subsystem" <MAILER-DAEMON@relay.example.com>
To: <anna@example.com>
Subject: Returned mail: see below for details
Date: Tue, 24 Nov 2026 16:20:00 -0500
Message-Id: <6AN77@relay.example.com>
Auto-Submitted: auto-generated (failure)
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="6AN77/relay.example.com"

--6AN77/relay.example.com
Content-Type: text/plain; charset=us-ascii

The mailbox of lee is full, the message waits.

--6AN77/relay.example.com
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example.com

Final-Recipient: rfc822; lee@example.net
Action: delayed
Status: 4.2.2

--6AN77/relay.example.com
Content-Type: text/rfc822-headers

From: Anna Berg <anna@example.com>
To: <lee@example.net>
Subject: Minutes of Tuesday
Date: Tue, 24 Nov 2026 16:19:31 -0500
Message-Id: <minutes-24@pc7.example.com>
MIME-Version: 1.0
Content-Type: text/plain; charset=us-ascii

--6AN77/relay.example.com--
