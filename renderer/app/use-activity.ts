/** Reports user activity to the main process, at most every 10 s and only on input. Active only while an idle lock is set. */
import { useEffect } from 'react'
import { call } from '../vault/bridge.ts'
import { useVault } from '../vault/store.ts'

const EVERY_MS = 10_000
const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const

export function useActivity(): void {
  const counts = useVault(({ lock, settings }) => lock.state === 'open' && settings.lockIdleMinutes > 0)
  useEffect(() => {
    if (!counts) return
    let reportedAt = -Infinity
    const report = ({ timeStamp }: Event) => {
      if (timeStamp - reportedAt < EVERY_MS) return
      reportedAt = timeStamp
      void call('lock:active')
    }
    for (const sign of SIGNS) document.addEventListener(sign, report, { passive: true, capture: true })
    return () => {
      for (const sign of SIGNS) document.removeEventListener(sign, report, { capture: true })
    }
  }, [counts])
}
