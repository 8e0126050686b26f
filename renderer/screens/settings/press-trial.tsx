/** Tests the global shortcut: waits for a limited time for the user to press it, and says whether the press arrived. */
import { useEffect, useState } from 'react'
import { acceleratorText } from '../../../shared/desktop/accelerator.ts'
import { on } from '../../vault/bridge.ts'
import { Button } from '../../parts/button.tsx'
import { isMac } from '../../app/platform.ts'
import { useVault } from '../../vault/store.ts'
import { pressTrialMessages } from './diagnostics-messages.ts'

const WAIT_MS = 15_000

type Trial = 'idle' | 'waiting' | 'heard' | 'not-heard'

export function PressTrial({ onPressed }: { readonly onPressed: () => void }) {
  const shortcut = useVault((state) => state.settings.shortcut)
  const [trial, setTrial] = useState<Trial>('idle')
  useEffect(() => {
    if (trial !== 'waiting') return undefined
    const timer = setTimeout(() => setTrial('not-heard'), WAIT_MS)
    const stop = on('shortcut:changed', ({ firedAt }) => {
      if (firedAt === undefined) return
      setTrial('heard')
      onPressed()
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [trial, onPressed])
  if (shortcut === '') return undefined
  return (
    <span className="row">
      <Button size="small" isPending={trial === 'waiting'} onPress={() => setTrial('waiting')}>
        {trial === 'waiting'
          ? pressTrialMessages.waiting(acceleratorText(shortcut, isMac))
          : pressTrialMessages.start}
      </Button>
      <span className="faint" role="status">
        {trial === 'heard' || trial === 'not-heard' ? pressTrialMessages[trial] : ''}
      </span>
    </span>
  )
}
