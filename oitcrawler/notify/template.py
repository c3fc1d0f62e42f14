"""The file of settings to begin with: what stands in `docs/notify.sample.yaml`, too."""

from __future__ import annotations

from typing import Final

TEMPLATE: Final = """\
# Who is told when a finished run changed something. Fictional: put in your own, keep it as notify.yaml in the folder
# of the results or in your configuration folder, or name it with --notify. Try it: oitcrawler notify test
# แจ้งใครเมื่อผลการตรวจเปลี่ยนไป ตัวอย่างนี้เป็นข้อมูลสมมติ แก้เป็นของหน่วยงานแล้วลองด้วย oitcrawler notify test

# Also when nothing changed. · แจ้งแม้ไม่มีอะไรเปลี่ยน
always: false

# Language of e-mails: th or en. · ภาษาของอีเมล
lang: th

email:
  host: smtp.example.go.th
  # starttls (port 587), ssl (port 465), or none (port 25), which takes no user. · การเข้ารหัส
  security: starttls
  # port: 587
  user: web@example.go.th
  # The password never stands here. It is the first line of a file that only its owner can read (chmod 600), or in an
  # environment variable (password_env: OITCRAWLER_SMTP_PASSWORD), which timers do not know.
  # รหัสผ่านอยู่ในไฟล์แยกที่มีแต่เจ้าของอ่านได้ ไม่เขียนไว้ในไฟล์นี้
  password_file: smtp-password.txt
  # An own certificate authority of the office, if its server needs one. · ใบรับรองของหน่วยงานเอง ถ้ามี
  # ca_file: office-ca.pem
  sender: web@example.go.th
  to: [webmaster@example.go.th, clerk@example.go.th]
  # Seconds for which the server may be silent. · รอเซิร์ฟเวอร์ตอบได้กี่วินาที
  timeout: 30

webhooks:
  - url: https://chat.example.go.th/hooks/oitcrawler
    # Signs the body: X-Oitcrawler-Signature: sha256=<HMAC-SHA256 in hexadecimal>. · ไฟล์ความลับสำหรับลงลายมือชื่อ
    secret_file: webhook-secret.txt
    # True for an address inside the office's own network. · ยอมให้ส่งไปที่อยู่ภายใน
    allow_private_hosts: false
    timeout: 15
"""
