/** Runs one call to the main process at a time from a screen, and keeps whether it runs and how it failed. */
import { useRef, useState } from 'react'
import type { AppError, Result } from '../../shared/contract/errors.ts'

export interface Task {
  readonly isRunning: boolean
  readonly error: AppError | undefined
  /** Runs `start` unless a call is still running, and passes its value to `then`. `error` keeps a failure. */
  run<T>(start: () => Promise<Result<T>>, then?: (value: T) => void): Promise<void>
  forget(): void
}

/** Drops the error of a call that the user cancelled, which is not a failure to show. */
export const unlessCancelled = (error: AppError | undefined): AppError | undefined =>
  error?.kind === 'work' && error.why === 'cancelled' ? undefined : error

export function useTask(): Task {
  const [isRunning, setIsRunning] = useState(false)
  const [error, setError] = useState<AppError>()
  // React's state updates one frame late, and a double press is faster than that.
  const busy = useRef(false)

  return {
    isRunning,
    error,
    async run(start, then) {
      if (busy.current) return
      busy.current = true
      setIsRunning(true)
      setError(undefined)
      const result = await start()
      busy.current = false
      setIsRunning(false)
      if (result.ok) then?.(result.value)
      else setError(result.error)
    },
    forget: () => setError(undefined),
  }
}
