/** Requests a key's details that the list does not contain from main. */
import { useCallback, useEffect, useState } from 'react'
import type { KeyDetail } from '../../../shared/contract/keys.ts'
import type { KeyId, KeyRow } from '../../../shared/model/model.ts'
import { call } from '../../vault/bridge.ts'

/** Requested again whenever the row changes; the last answer is shown until the next arrives. */
export function useDetail(id: KeyId, row: KeyRow | undefined) {
  const [detail, setDetail] = useState<KeyDetail>()
  const [request, setRequest] = useState(0)
  useEffect(() => {
    if (row === undefined) return undefined
    let isWanted = true
    void call('key:detail', { key: id }).then((result) => {
      if (isWanted && result.ok) setDetail(result.value)
    })
    return () => {
      isWanted = false
    }
  }, [id, row, request])
  const reload = useCallback(() => setRequest((last) => last + 1), [])
  return { detail, reload }
}
