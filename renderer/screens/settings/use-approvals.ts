/** Reads the approvals and denials that hold: when a screen needs them, after each change, and when the window gets the focus. */
import { useCallback, useEffect, useState } from 'react'
import type { ApprovalList } from '../../../shared/contract/approvals.ts'
import type { AppError } from '../../../shared/contract/errors.ts'
import { call, on } from '../../vault/bridge.ts'

export function useApprovals() {
  const [list, setList] = useState<ApprovalList>()
  const [error, setError] = useState<AppError>()
  const look = useCallback(() => {
    void call('approval:list').then((answer) => {
      if (answer.ok) setList(answer.value)
      setError(answer.ok ? undefined : answer.error)
    })
  }, [])
  useEffect(() => {
    look()
    window.addEventListener('focus', look) // the end of a program is no event
    const stop = on('approval:changed', look)
    return () => {
      window.removeEventListener('focus', look)
      stop()
    }
  }, [look])
  return { list, error }
}
