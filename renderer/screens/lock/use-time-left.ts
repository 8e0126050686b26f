/** How long until an instant of main's clock, as it passes. Ticks only while something waits. */
import { useEffect, useEffectEvent, useState } from 'react'
import { useVault } from '../../vault/store.ts'

const SECOND_MS = 1_000

/** Milliseconds, never negative; 0 where there is nothing to wait for. `over` runs once when it is. */
export function useTimeLeft(until: number | undefined, over: () => void): number {
  const clockOffsetMs = useVault((state) => state.clockOffsetMs)
  const [seenAt, setSeenAt] = useState(() => Date.now())
  const tell = useEffectEvent(over)
  useEffect(() => {
    if (until === undefined) return
    const tick = () => {
      setSeenAt(Date.now())
      if (Date.now() + clockOffsetMs < until) return
      clearInterval(timer)
      tell()
    }
    const timer = setInterval(tick, SECOND_MS)
    const first = setTimeout(tick) // what was seen last may be long ago
    return () => {
      clearInterval(timer)
      clearTimeout(first)
    }
  }, [until, clockOffsetMs])
  return until === undefined ? 0 : Math.max(0, until - seenAt - clockOffsetMs)
}
