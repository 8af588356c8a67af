Return-Path: <>
Received: from localhost (localhost)
	by relay.example.com id 6AN79; Tue, 24 Nov 2026 16:20:00 -0500
From: "Mail Delivery Subsystem" <MAILER-DAEMON@relay.example.com>
To: <anna@example.com>
Subject: Returned mail: see below for details
Date: Tue, 24 Nov 2026 16:20:00 -0500
Message-Id: <6AN79@relay.example.com>
Auto-Submitted: auto-generated (failure)
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="6AN79/relay.example.com"

--6AN79/relay.example.com
Content-Type: text/plain; charset=us-ascii

This file is still being written.

--6AN79/relay.example.com
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example.com

Final-Recipient: rfc822; nev