/** What Keyhold reminds of, how long before, and by which ways; with the truth about the system's notifications. */
import { SwitchField } from '../../parts/field.tsx'
import { useVault } from '../../vault/store.ts'
import { changeSettings } from '../../vault/vault-commands.ts'
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
        help="For expiring keys and credentials, overdue rotations and overlaps. Items that need a decision always show."
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
        help="You can override this per key."
        value={settings.reminderDays}
        onChange={(reminderDays) => void changeSettings({ reminderDays })}
      />
      <RotationField
        label="Rotate secrets every"
        choices={RULES}
        value={settings.rotateEveryDays}
        onChange={(rotateEveryDays) => void changeSettings({ rotateEveryDays })}
      />
      <SwitchField
        label="Show desktop notifications"
        help="Grouped, and never include secrets. Key names follow the tray setting."
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
