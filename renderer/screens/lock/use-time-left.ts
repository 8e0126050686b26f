/** The time left until an instant of main's clock, updated every second. Ticks only while there is an instant to wait for. */
import { useEffect, useEffectEvent, useState } from 'react'
import { useVault } from '../../vault/store.ts'

const SECOND_MS = 1_000

/** Milliseconds, never negative; 0 if `until` is undefined. `over` runs once, when the instant has passed. */
export function useTimeLeft(until: number | undefined, over: () => void): number {
  const clockOffsetMs = useVault((state) => state.clockOffsetMs)
  const [seenAt, setSeenAt] = useState(() => Date.now())
  const onOver = useEffectEvent(over)
  useEffect(() => {
    if (until === undefined) return
    const tick = () => {
      setSeenAt(Date.now())
      if (Date.now() + clockOffsetMs < until) return
      clearInterval(timer)
      onOver()
    }
    const timer = setInterval(tick, SECOND_MS)
    const first = setTimeout(tick) // the last reading may be outdated
    return () => {
      clearInterval(timer)
      clearTimeout(first)
    }
  }, [until, clockOffsetMs])
  return until === undefined ? 0 : Math.max(0, until - seenAt - clockOffsetMs)
}
