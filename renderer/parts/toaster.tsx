/** Shows the toasts, above an open dialog as well. Screen readers announce each text once; the countdown is only visible. */
import { useEffect, useState } from 'react'
import { cutMiddle } from '../../shared/model/characters.ts'
import { useVault } from '../vault/store.ts'
import { dropToast } from '../vault/toasts.ts'
import type { Toast } from '../vault/vault-state.ts'
import { commonMessages } from '../messages/common-messages.ts'
import { toasterMessages } from '../messages/parts-messages.ts'
import { Button, IconButton } from './button.tsx'
import { copiedWords, secondsLeft } from '../messages/clipboard-messages.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

const SIGNS: Record<Toast['tone'], IconName> = {
  note: 'info',
  good: 'active',
  warn: 'danger',
  bad: 'expired',
}
/** How long a toast is shown, which is enough to read it. A failure stays until the user closes it. */
const SHOWN_MS = 6_000
const SECOND_MS = 1_000

export function Toaster() {
  const toasts = useVault((state) => state.toasts)
  return (
    <>
      <div className="unseen" role="status" aria-live="polite" aria-atomic="false" data-live-announcer="true">
        {toasts.map((shown) => (
          <p key={shown.id}>{spokenWords(shown)}</p>
        ))}
      </div>
      <section
        className="toasts"
        aria-label={toasterMessages.label}
        hidden={toasts.length === 0}
        data-react-aria-top-layer="true"
      >
        {toasts.map((shown) => (
          <Shown key={shown.id} shown={shown} />
        ))}
      </section>
    </>
  )
}

/** The length to which a name is cut, in characters: about two lines of a toast. */
const NAME_LENGTH = 48
const shortName = (name: string) => cutMiddle(name, NAME_LENGTH)

/** The text for screen readers. What happened comes first and uncut; the name of its subject comes last. */
export function spokenWords({ text, about, detail }: Toast): string {
  const parts = [text, detail, about && shortName(about)].filter((part) => part !== undefined && part !== '')
  return parts.map((part) => (/[.!?]$/.test(part ?? '') ? part : `${part}.`)).join(' ')
}

function Shown({ shown }: { readonly shown: Toast }) {
  const { id, tone, text, about, detail, until, shownMs = SHOWN_MS, action } = shown
  const left = useSecondsLeft(shown)
  useEffect(() => {
    if (until !== undefined || tone === 'bad') return
    const timer = setTimeout(() => dropToast(id), shownMs)
    return () => clearTimeout(timer)
  }, [id, tone, until, shownMs])
  return (
    <div className="toast">
      <Icon of={SIGNS[tone]} className={tone === 'note' ? 'soft' : tone} />
      <div className="toast-text wrap">
        <p className="name">{left === undefined ? text : copiedWords(left)}</p>
        {about !== undefined && (
          <p className="soft" dir="auto" title={about}>
            {shortName(about)}
          </p>
        )}
        {detail !== undefined && <p className="soft small selectable">{detail}</p>}
      </div>
      {action && (
        <Button looks="quiet" size="small" onPress={action.run}>
          {action.label}
        </Button>
      )}
      <IconButton label={commonMessages.close} icon="close" size="small" onPress={() => dropToast(id)} />
    </div>
  )
}

/** Whole seconds until the clipboard is cleared. Removes the toast at that time. */
function useSecondsLeft({ id, until }: Toast): number | undefined {
  const clockOffsetMs = useVault((state) => state.clockOffsetMs)
  const clipboardSeconds = useVault((state) => state.settings.clipboardSeconds)
  const [now, setNow] = useState(() => Date.now() + clockOffsetMs)
  useEffect(() => {
    if (until === undefined) return
    const timer = setInterval(() => {
      const at = Date.now() + clockOffsetMs
      if (at >= until) dropToast(id)
      else setNow(at)
    }, SECOND_MS)
    return () => clearInterval(timer)
  }, [id, until, clockOffsetMs])
  return until === undefined ? undefined : secondsLeft(until, now, clipboardSeconds)
}
