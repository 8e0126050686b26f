/** The app lock: whether there is one, what shuts it, and setting, changing and turning it off. */
import { useState } from 'react'
import type { LockView } from '../../../shared/model/lock.ts'
import { Button } from '../../parts/button.tsx'
import { SwitchField } from '../../parts/field.tsx'
import { useVault } from '../../vault/store.ts'
import { changeSettings, lockNow } from '../../vault/vault-commands.ts'
import { Forgotten } from '../lock/forgotten.tsx'
import { LockForm, type LockAct } from './lock-form.tsx'
import { NumberSetting } from './number-setting.tsx'

export function LockSettings() {
  const lock = useVault((state) => state.lock)
  const [act, setAct] = useState<LockAct>()
  return (
    <>
      <p className="soft">
        Require a passphrase to see or copy keys. Protects the window only: other apps under your user can
        still read the keychain.
      </p>
      {act !== undefined && <LockForm key={act} act={act} onEnd={() => setAct(undefined)} />}
      {act === undefined && <Acts lock={lock} onAct={setAct} />}
      {lock.is !== 'off' && <When />}
      {lock.is === 'open' && <Forgot lock={lock} />}
    </>
  )
}

function Acts({ lock, onAct }: { readonly lock: LockView; readonly onAct: (act: LockAct) => void }) {
  if (lock.is === 'off')
    return (
      <div>
        <Button icon="locked" onPress={() => onAct('set')}>
          Set a passphrase…
        </Button>
      </div>
    )
  return (
    <div className="row">
      <Button icon="locked" onPress={() => void lockNow()}>
        Lock now
      </Button>
      <Button onPress={() => onAct('change')}>Change the passphrase…</Button>
      <Button onPress={() => onAct('turn-off')}>Turn the lock off…</Button>
    </div>
  )
}

function When() {
  const settings = useVault((state) => state.settings)
  return (
    <>
      <SwitchField
        label="Lock with the screen"
        help="Also locks on sleep. Keyhold always starts locked."
        isOn={settings.lockWithScreen}
        onChange={(lockWithScreen) => void changeSettings({ lockWithScreen })}
      />
      <NumberSetting
        label="Auto-lock after"
        unit="minutes of inactivity (0 = never)"
        min={0}
        max={1_440}
        value={settings.lockIdleMinutes}
        onChange={(lockIdleMinutes) => void changeSettings({ lockIdleMinutes })}
      />
    </>
  )
}

function Forgot({ lock }: { readonly lock: Extract<LockView, { is: 'open' }> }) {
  const [isOpen, setIsOpen] = useState(lock.removal.is !== 'not-asked')
  if (isOpen) return <Forgotten lock={lock} onKept={() => setIsOpen(false)} />
  return (
    <div>
      <Button looks="quiet" onPress={() => setIsOpen(true)}>
        Forgotten the passphrase?
      </Button>
    </div>
  )
}
