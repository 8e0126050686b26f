/** What Keyhold reminds of, how long before, and by which ways; with the truth about the system's notifications. */
import { SwitchField } from '../../parts/field.tsx'
import { useVault } from '../../vault/store.ts'
import { changeSettings } from '../../vault/vault-acts.ts'
import { LeadDaysField } from '../reminders/lead-days-field.tsx'
import { NotificationTrouble } from '../reminders/notification-trouble.tsx'
import { RotationField } from '../reminders/rotation-field.tsx'
import { TestNotification } from '../reminders/test-notification.tsx'

const RULES = [
  ['off', 'No rule'],
  ['own', 'A number of days'],
] as const

export function ReminderSettings() {
  const settings = useVault((state) => state.settings)
  return (
    <>
      <SwitchField
        label="Remind me"
        help="Of keys and credentials that expire, of secrets that are too old, and of old keys that live on beside a new one. Off, what waits for a decision is still shown."
        isOn={settings.reminders}
        onChange={(reminders) => void changeSettings({ reminders })}
      />
      {settings.reminders && <Wanted />}
    </>
  )
}

function Wanted() {
  const settings = useVault((state) => state.settings)
  return (
    <>
      <LeadDaysField
        label="When a key or a credential expires"
        help="Each key can have its own. None: never."
        value={settings.reminderDays}
        onChange={(reminderDays) => void changeSettings({ reminderDays })}
      />
      <RotationField
        label="How old a secret may become"
        choices={RULES}
        value={settings.rotateEveryDays}
        onChange={(rotateEveryDays) => void changeSettings({ rotateEveryDays })}
      />
      <SwitchField
        label="Also by notifications of the system"
        help="Many at once are one notification. None holds a secret; names are left out where the tray leaves them out."
        isOn={settings.systemNotifications}
        onChange={(systemNotifications) => void changeSettings({ systemNotifications })}
      />
      {settings.systemNotifications && (
        <>
          <NotificationTrouble />
          <TestNotification />
        </>
      )}
    </>
  )
}
