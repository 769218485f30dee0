import { createHash } from 'node:crypto'
import { createTranslator } from 'use-intl/core'
import type { Digest } from '@/lib/data/threads/mail-digests'
import { notificationPath } from '@/lib/domain/threads/notification-path'
import { sentenceOf, valuesOf } from '@/lib/domain/threads/tell-notification'
import { isolated, isolatedValues } from '@/lib/i18n/isolated'
import { isLocale, writtenLocales } from '@/lib/i18n/locales'
import { messagesFor } from '@/lib/i18n/messages'
import type { Mail } from './mailer'

/** One person's digest as a mail: plain text, and the same as HTML in which everything that people wrote is escaped. Links begin with `baseUrl`. */
export function digestMail({ user, items }: Digest, baseUrl: string): Mail {
  const locale = isLocale(user.locale) ? user.locale : 'en'
  const t = createTranslator({
    locale: writtenLocales[locale],
    messages: messagesFor(locale),
    namespace: 'notifications',
    timeZone: 'UTC',
  })
  const said = items.map((item) => ({
    what: t(`said.${sentenceOf(item)}`, isolatedValues(valuesOf(item))),
    words: item.comment?.text ?? '',
    project: item.project.name,
    url: baseUrl + notificationPath(item),
  }))
  const settings = `${baseUrl}/account`
  const projects = [...new Set(said.map((line) => line.project))]
  const text = [
    t('mail.greeting', { name: isolated(user.name) }),
    ...projects.flatMap((project) => [
      `${project}\n${'-'.repeat(Math.min(60, project.length))}`,
      ...said.filter((line) => line.project === project).map(plainLine),
    ]),
    `${t('mail.why')}\n${settings}`,
  ].join('\n\n')
  const html = [
    `<p>${escaped(t('mail.greeting', { name: isolated(user.name) }))}</p>`,
    ...projects.flatMap((project) => [
      `<h2 style="font-size:1em">${escaped(project)}</h2>`,
      ...said.filter((line) => line.project === project).map(htmlLine),
    ]),
    `<p style="color:#666">${escaped(t('mail.why'))} <a href="${escaped(settings)}">${escaped(t('mail.settings'))}</a></p>`,
  ].join('\n')
  return {
    to: { name: user.name, address: user.email },
    subject:
      projects.length === 1
        ? t('mail.subject', { count: items.length, project: isolated(projects[0] ?? '') })
        : t('mail.subjectSeveral', { count: items.length }),
    text: `${text}\n`,
    html: `<!doctype html><html lang="${locale}"><body dir="auto">\n${html}\n</body></html>`,
    messageId: `<${createHash('sha256')
      .update(items.map((item) => item.id).join())
      .digest('hex')
      .slice(0, 32)}@${new URL(baseUrl).hostname}>`,
  }
}

interface Said {
  what: string
  words: string
  url: string
}

/** Whatever a mail program may show as the end of a line. */
const lineEnds = /\r\n|[\n\r\v\f\u001C-\u001E\u0085\u2028\u2029]/g
/** Every line of what somebody wrote stands behind its mark: one that did not would read as the mail's own. */
const plainLine = ({ what, words, url }: Said) =>
  [what.replace(lineEnds, ' '), ...(words ? [`> ${words.replace(lineEnds, '\n> ')}`] : []), url].join('\n')
const htmlLine = ({ what, words, url }: Said) =>
  `<p><a href="${escaped(url)}">${escaped(what)}</a></p>${words ? `<blockquote style="border-left:2px solid #bbb;margin:0;padding-left:1em;white-space:pre-line">${escaped(words)}</blockquote>` : ''}`

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
