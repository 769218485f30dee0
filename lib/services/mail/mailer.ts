import { createTransport } from 'nodemailer'

export interface Mail {
  to: { name: string; address: string }
  subject: string
  text: string
  html: string
  /** The same mail sent again has the same, so that a mailbox can tell. */
  messageId: string
}

/** Hands mails to a mail server. */
export interface Mailer {
  /** Resolves once the server has taken the mail; rejects where it refused or could not be reached. */
  send: (mail: Mail) => Promise<void>
  close: () => void
}

/** A mailer for `SMTP_URL`. STARTTLS is used where the server offers it; a server that does not answer is given up after 20 seconds. */
export function createMailer({ url, from }: { url: string; from: string }): Mailer {
  const address = new URL(url)
  for (const name of ['connectionTimeout', 'greetingTimeout', 'socketTimeout'])
    if (!address.searchParams.has(name)) address.searchParams.set(name, '20000')
  const transport = createTransport(address.href)
  return {
    send: async (mail) => {
      await transport.sendMail({
        ...mail,
        from,
        headers: { 'Auto-Submitted': 'auto-generated', Precedence: 'bulk' },
        disableFileAccess: true,
        disableUrlAccess: true,
      })
    },
    close: () => transport.close(),
  }
}
