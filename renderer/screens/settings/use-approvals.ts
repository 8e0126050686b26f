/** Reads the approvals and denials that still hold: when a screen needs them, after each change, and when the window gets the focus. */
import { useEffect } from 'react'
import { useAnswer } from '../../parts/use-answer.ts'
import { call, on } from '../../vault/bridge.ts'

const ask = () => call('approval:list')

export function useApprovals() {
  const { value: list, error, reload } = useAnswer(ask)
  useEffect(() => {
    window.addEventListener('focus', reload) // the end of a program sends no event
    const stop = on('approval:changed', reload)
    return () => {
      window.removeEventListener('focus', reload)
      stop()
    }
  }, [reload])
  return { list, error }
}
