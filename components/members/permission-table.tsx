'use client'

import { Check } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { scrollEdges } from '@/components/ui/scroll-edges'
import { actions, can, roles, type ProjectSettings } from '@/lib/domain/access/actions'

/** What each role may do under the project's settings; read from the table that the server decides by. */
export function PermissionTable({ settings }: { settings: ProjectSettings }) {
  const t = useTranslations('members.permissions')
  const names = useTranslations('projects.role')
  return (
    <div style={scrollEdges} className="relative overflow-x-auto">
      <table className="w-full border-collapse sm:min-w-120 text-sm">
        <caption className="sr-only">{t('title')}</caption>
        <thead>
          <tr className="border-b border-rule-strong">
            <th scope="col" className="py-2 pe-4 text-start label-caps">
              {t('action')}
            </th>
            {roles.map((role) => (
              <th
                key={role}
                scope="col"
                className="px-1 py-2 text-center label-caps max-sm:text-xs max-sm:tracking-normal max-sm:normal-case sm:w-20"
              >
                {names(role)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {actions.map((action) => (
            <tr key={action} className="border-b border-rule">
              <th scope="row" className="py-2 pe-2 text-start font-normal">
                {t(`may.${action}`)}
              </th>
              {roles.map((role) => {
                const may = can(role, action, settings)
                return (
                  <td key={role} className="py-2 text-center">
                    <span className="sr-only">{t(may ? 'yes' : 'no')}</span>
                    {may ? (
                      <Check aria-hidden className="mx-auto size-4 text-accent" />
                    ) : (
                      <span aria-hidden className="text-rule-strong">
                        –
                      </span>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
