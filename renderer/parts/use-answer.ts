/** Reads data from the main process that the page does not store: when a component is drawn, and again on request. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { AppError, Result } from '../../shared/contract/errors.ts'

export interface Answer<T> {
  /** The last value; `undefined` until the first one arrives. */
  readonly value: T | undefined
  /** Why the last request failed. */
  readonly error: AppError | undefined
  readonly reload: () => void
  /** Sets a value that was received in another way. */
  readonly setValue: (value: T) => void
}

/** `ask` must be the same function on every render. A change of `again` also makes a request. */
export function useAnswer<T>(ask: () => Promise<Result<T>>, again?: unknown): Answer<T> {
  const [value, setValue] = useState<T>()
  const [error, setError] = useState<AppError>()
  const latest = useRef(0)
  const reload = useCallback(() => {
    const request = (latest.current += 1)
    void ask().then((answer) => {
      if (request !== latest.current) return // a later request has newer data
      if (answer.ok) setValue(answer.value)
      setError(answer.ok ? undefined : answer.error)
    })
  }, [ask])
  useEffect(reload, [reload, again])
  return { value, error, reload, setValue }
}
