/** A message box. Its icon, text and background show the tone, and screen readers announce it when it appears. */
import type { ReactNode } from 'react'
import type { AppError } from '../../shared/contract/errors.ts'
import { askForProxySignIn } from '../app/page-actions.ts'
import { sentence } from '../messages/errors.ts'
import { noticeMessages } from '../messages/parts-messages.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

export type Tone = 'note' | 'good' | 'warn' | 'bad'

const SIGNS: Record<Tone, IconName> = { note: 'info', good: 'active', warn: 'danger', bad: 'expired' }

interface Props {
  readonly tone: Tone
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
}

export function Notice({ tone, title, children, actions }: Props) {
  return (
    <section className={`notice ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon of={SIGNS[tone]} className={tone === 'note' ? '' : tone} />
      <div className="notice-text wrap">
        <strong>{title}</strong>
        {children !== undefined && <div className="soft selectable">{children}</div>}
        {actions !== undefined && <div className="notice-actions">{actions}</div>}
      </div>
    </section>
  )
}

interface ErrorNoticeProps {
  readonly error: AppError
  /** The provider's name, if the failure came from a provider. */
  readonly provider?: string | undefined
  readonly now?: number | undefined
  /** Whether the failure ended a connection test. */
  readonly isTest?: boolean
  readonly tone?: Tone
  readonly actions?: ReactNode
}

/** Adds a button for a failed proxy sign-in. The button opens the sign-in above any open dialog. */
function withSignIn(error: AppError, actions: ReactNode): ReactNode {
  const signIn = error.kind === 'provider' ? error.signIn : undefined
  if (signIn !== 'needed' && signIn !== 'refused') return actions
  return (
    <>
      <Button size="small" onPress={() => askForProxySignIn()}>
        {noticeMessages.proxySignIn}
      </Button>
      {actions}
    </>
  )
}

/** Shows a failure in three parts: what happened, what is known, and the action to take. */
export function ErrorNotice({ error, tone = 'bad', actions, ...context }: ErrorNoticeProps) {
  const { title, detail, action } = sentence(error, context)
  return (
    <Notice tone={tone} title={title} actions={withSignIn(error, actions)}>
      {detail} {action}
    </Notice>
  )
}
