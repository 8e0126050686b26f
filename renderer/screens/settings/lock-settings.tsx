/** The app lock: whether one is set, when it locks, and the forms that set, change and turn it off. */
import { useState } from 'react'
import type { LockView } from '../../../shared/model/lock.ts'
import { Button } from '../../parts/button.tsx'
import { SwitchField } from '../../parts/field.tsx'
import { useVault } from '../../vault/store.ts'
import { changeSettings, lockNow } from '../../vault/vault-commands.ts'
import { Forgotten } from '../lock/forgotten.tsx'
import { lockMessages } from '../lock/lock-messages.ts'
import { lockSettingsMessages } from './lock-form-messages.ts'
import { LockForm, type LockAction } from './lock-form.tsx'
import { NumberSetting } from './number-setting.tsx'
import { Setting } from './setting.tsx'
import { SETTINGS } from './settings-messages.ts'

export function LockSettings() {
  const lock = useVault((state) => state.lock)
  const [action, setAction] = useState<LockAction>()
  return (
    <>
      <Setting id="lock">
        <p className="soft">{SETTINGS.lock.help}</p>
        {action !== undefined && <LockForm key={action} action={action} onEnd={() => setAction(undefined)} />}
        {action === undefined && <Actions lock={lock} onChoose={setAction} />}
      </Setting>
      {lock.state !== 'off' && <When />}
      <Setting id="lock">{lock.state === 'open' && <Forgot lock={lock} />}</Setting>
    </>
  )
}

function Actions({
  lock,
  onChoose,
}: {
  readonly lock: LockView
  readonly onChoose: (action: LockAction) => void
}) {
  if (lock.state === 'off')
    return (
      <div>
        <Button icon="locked" onPress={() => onChoose('set')}>
          {lockSettingsMessages.set}
        </Button>
      </div>
    )
  return (
    <div className="row">
      <Button icon="locked" onPress={() => void lockNow()}>
        {lockSettingsMessages.lockNow}
      </Button>
      <Button onPress={() => onChoose('change')}>{lockSettingsMessages.change}</Button>
      <Button onPress={() => onChoose('turn-off')}>{lockSettingsMessages.turnOff}</Button>
    </div>
  )
}

function When() {
  const settings = useVault((state) => state.settings)
  return (
    <>
      <Setting id="lockWithScreen">
        <SwitchField
          label={SETTINGS.lockWithScreen.label}
          help={SETTINGS.lockWithScreen.help}
          isOn={settings.lockWithScreen}
          onChange={(lockWithScreen) => void changeSettings({ lockWithScreen })}
        />
      </Setting>
      <Setting id="lockIdle">
        <NumberSetting
          label={SETTINGS.lockIdle.label}
          unit={SETTINGS.lockIdle.help}
          min={0}
          max={1_440}
          value={settings.lockIdleMinutes}
          onChange={(lockIdleMinutes) => void changeSettings({ lockIdleMinutes })}
        />
      </Setting>
    </>
  )
}

function Forgot({ lock }: { readonly lock: Extract<LockView, { state: 'open' }> }) {
  const [isOpen, setIsOpen] = useState(lock.removal.state !== 'not-asked')
  if (isOpen) return <Forgotten lock={lock} onKept={() => setIsOpen(false)} />
  return (
    <div>
      <Button looks="quiet" onPress={() => setIsOpen(true)}>
        {lockMessages.forgotten}
      </Button>
    </div>
  )
}
