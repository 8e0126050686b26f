/** Settings for reminders: what for, how long before and how they are shown. Includes the status of the system's notifications. */
import { SwitchField } from '../../parts/field.tsx'
import { useVault } from '../../vault/store.ts'
import { changeSettings } from '../../vault/vault-commands.ts'
import { LeadDaysField } from '../reminders/lead-days-field.tsx'
import { NotificationTrouble } from '../reminders/notification-trouble.tsx'
import { RotationField } from '../reminders/rotation-field.tsx'
import { Setting } from './setting.tsx'
import { rotationRuleMessages, SETTINGS } from './settings-messages.ts'
import { TestNotification } from '../reminders/test-notification.tsx'

const RULES = [
  ['off', rotationRuleMessages.off],
  ['own', rotationRuleMessages.own],
] as const

export function ReminderSettings() {
  const settings = useVault((state) => state.settings)
  return (
    <>
      <Setting id="reminders">
        <SwitchField
          label={SETTINGS.reminders.label}
          help={SETTINGS.reminders.help}
          isOn={settings.reminders}
          onChange={(reminders) => void changeSettings({ reminders })}
        />
      </Setting>
      {settings.reminders && <Wanted />}
    </>
  )
}

function Wanted() {
  const settings = useVault((state) => state.settings)
  return (
    <>
      <Setting id="reminderDays">
        <LeadDaysField
          label={SETTINGS.reminderDays.label}
          help={SETTINGS.reminderDays.help}
          value={settings.reminderDays}
          onChange={(reminderDays) => void changeSettings({ reminderDays })}
        />
      </Setting>
      <Setting id="rotateEvery">
        <RotationField
          label={SETTINGS.rotateEvery.label}
          choices={RULES}
          value={settings.rotateEveryDays}
          onChange={(rotateEveryDays) => void changeSettings({ rotateEveryDays })}
        />
      </Setting>
      <Setting id="notifications">
        <SwitchField
          label={SETTINGS.notifications.label}
          help={SETTINGS.notifications.help}
          isOn={settings.systemNotifications}
          onChange={(systemNotifications) => void changeSettings({ systemNotifications })}
        />
        {settings.systemNotifications && (
          <>
            <NotificationTrouble />
            <TestNotification />
          </>
        )}
      </Setting>
    </>
  )
}
