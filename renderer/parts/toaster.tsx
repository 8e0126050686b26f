/** Shows the toasts. Screen readers hear each text once; the ticking countdown is for eyes only. */
import { useEffect, useState } from 'react'
import { useVault } from '../vault/store.ts'
import { dropToast } from '../vault/toasts.ts'
import type { Toast } from '../vault/vault-state.ts'
import { Button, IconButton } from './button.tsx'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

const SIGNS: Record<Toast['tone'], IconName> = {
  note: 'info',
  good: 'active',
  warn: 'danger',
  bad: 'expired',
}
/** Long enough to be read; what has failed waits for the user. */
const SHOWN_MS = 6_000
const SECOND_MS = 1_000

export function Toaster() {
  const toasts = useVault((state) => state.toasts)
  return (
    <>
      <div className="unseen" role="status" aria-live="polite" aria-atomic="false">
        {toasts.map(({ id, text, detail }) => (
          <p key={id}>{detail === undefined ? text : `${text}. ${detail}`}</p>
        ))}
      </div>
      <section className="toasts" aria-label="News" hidden={toasts.length === 0}>
        {toasts.map((shown) => (
          <Shown key={shown.id} shown={shown} />
        ))}
      </section>
    </>
  )
}

function Shown({ shown }: { readonly shown: Toast }) {
  const { id, tone, text, detail, until, action } = shown
  const left = useSecondsLeft(shown)
  useEffect(() => {
    if (until !== undefined || tone === 'bad') return
    const timer = setTimeout(() => dropToast(id), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [id, tone, until])
  return (
    <article className="toast">
      <Icon of={SIGNS[tone]} className={tone === 'note' ? 'soft' : tone} />
      <div className="toast-text wrap">
        <p className="name" dir="auto" title={text}>
          {left === undefined ? text : text.replace(/\d+ s$/, `${left} s`)}
        </p>
        {detail !== undefined && <p className="soft small selectable">{detail}</p>}
      </div>
      {action && (
        <Button looks="quiet" size="small" onPress={action.act}>
          {action.label}
        </Button>
      )}
      <IconButton label="Close" icon="close" size="small" onPress={() => dropToast(id)} />
    </article>
  )
}

/** Whole seconds until the toast's own end; drops it then. */
function useSecondsLeft({ id, until }: Toast): number | undefined {
  const clockOffsetMs = useVault((state) => state.clockOffsetMs)
  const secondsLeft = () =>
    until === undefined
      ? undefined
      : Math.max(0, Math.round((until - Date.now() - clockOffsetMs) / SECOND_MS))
  const [left, setLeft] = useState(secondsLeft)
  useEffect(() => {
    if (until === undefined) return
    const timer = setInterval(() => {
      const rest = until - Date.now() - clockOffsetMs
      if (rest <= 0) dropToast(id)
      else setLeft(Math.max(1, Math.round(rest / SECOND_MS)))
    }, SECOND_MS)
    return () => clearInterval(timer)
  }, [id, until, clockOffsetMs])
  return left
}
