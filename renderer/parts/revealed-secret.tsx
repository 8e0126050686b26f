/**
 * Shows a secret for as long as the main process allows. The secret is hidden when its time ends, when the window loses the focus, and
 * when the panel closes.
 *
 * SECURITY: the value exists only in one text node that React does not manage. It is in no state, no prop and no store.
 */
import { useEffect, useRef, useState } from 'react'
import type { AppError } from '../../shared/contract/errors.ts'
import type { KeyId } from '../../shared/model/model.ts'
import { call } from '../vault/bridge.ts'
import { useVault } from '../vault/store.ts'
import { revealMessages } from '../messages/parts-messages.ts'
import { Button } from './button.tsx'
import { ErrorNotice } from './notice.tsx'

interface Props {
  readonly id: KeyId
  readonly name: string
  /** Missing: the current version. */
  readonly version?: number
  /** Called after a reveal, which adds an entry to the history. */
  readonly onRevealed?: () => void
}

const SECOND_MS = 1_000

const secondsTo = (hidesAt: number): number => {
  const { clockOffsetMs } = useVault.getState()
  return Math.ceil((hidesAt - Date.now() - clockOffsetMs) / SECOND_MS)
}

export function RevealedSecret({ id, name, version, onRevealed }: Props) {
  const holder = useRef<HTMLElement>(null)
  const [hidesAt, setHidesAt] = useState<number>()
  const [isAsking, setIsAsking] = useState(false)
  const [error, setError] = useState<AppError>()
  // The number of the latest request. An answer must not be shown if the window lost the focus or a later request was made meanwhile.
  const request = useRef(0)

  const hide = () => {
    request.current += 1
    holder.current?.replaceChildren()
    setHidesAt(undefined)
    setIsAsking(false)
  }

  useEffect(() => {
    const element = holder.current
    const leave = () => {
      request.current += 1
      element?.replaceChildren()
      setHidesAt(undefined)
      setIsAsking(false)
    }
    window.addEventListener('blur', leave)
    return () => {
      request.current += 1
      element?.replaceChildren()
      window.removeEventListener('blur', leave)
    }
  }, [])

  const reveal = async () => {
    request.current += 1
    const mine = request.current
    setIsAsking(true)
    setError(undefined)
    const result = await call('key:reveal-secret', { key: id, ...(version !== undefined && { version }) })
    if (request.current !== mine) return
    setIsAsking(false)
    if (result.ok) {
      holder.current?.replaceChildren(document.createTextNode(result.value.secret))
      setHidesAt(result.value.hidesAt)
      onRevealed?.()
    } else setError(result.error)
  }

  const isShown = hidesAt !== undefined
  return (
    <div className="revealed">
      <code
        ref={holder}
        className={`revealed-value ${isShown ? 'shown' : ''}`}
        aria-label={revealMessages.secretOf(name)}
        role="note"
        hidden={!isShown}
      />
      <div className="row">
        <Button
          size="small"
          icon={isShown ? 'hide' : 'reveal'}
          isPending={isAsking}
          aria-label={isShown ? revealMessages.hideOf(name) : revealMessages.revealOf(name)}
          onPress={isShown ? hide : () => void reveal()}
        >
          {isShown ? revealMessages.hide : revealMessages.reveal}
        </Button>
        {isShown && <Countdown key={hidesAt} hidesAt={hidesAt} onEnd={hide} />}
      </div>
      {error !== undefined && <ErrorNotice error={error} tone="warn" />}
    </div>
  )
}

interface CountdownProps {
  /** Epoch milliseconds by the main process's clock. */
  readonly hidesAt: number
  readonly onEnd: () => void
}

function Countdown({ hidesAt, onEnd }: CountdownProps) {
  const [left, setLeft] = useState(() => secondsTo(hidesAt))
  const end = useRef(onEnd)
  useEffect(() => {
    end.current = onEnd
  })
  useEffect(() => {
    const timer = setInterval(() => {
      const seconds = secondsTo(hidesAt)
      setLeft(seconds)
      if (seconds <= 0) end.current()
    }, SECOND_MS / 4)
    return () => clearInterval(timer)
  }, [hidesAt])
  return (
    <span className="soft small" role="timer">
      {revealMessages.hidesIn(Math.max(0, left))}
    </span>
  )
}
