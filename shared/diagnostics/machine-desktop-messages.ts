/** The report's sentences about the desktop around the program. Pure. */
import { broken, limited, unknown, works, type LineWords } from './machine-line.ts'
import type { MachineFacts } from './machine.ts'

const MARKS: Record<MachineFacts['system']['copyHelper'], string> = {
  'not-needed': 'Copied secrets are marked, so that clipboard histories that know the mark leave them out.',
  missing: 'Without wl-clipboard a copy works only while the window is in front. Install wl-clipboard.',
  'without-marks':
    'Where the desktop drops our own copy, wl-copy makes it; the one that is installed cannot mark it as a secret, so a clipboard history may keep it.',
  'with-marks': 'Where the desktop drops our own copy, wl-copy makes it, marked as a secret.',
}

type Untried = Extract<MachineFacts['clipboard'], { state: 'untried' }>
type Verified = Extract<MachineFacts['clipboard'], { state: 'verified' }>
type Helper = MachineFacts['system']['copyHelper']

export function clipboardWords({ clipboard, system: { copyHelper } }: MachineFacts): LineWords {
  switch (clipboard.state) {
    case 'verified':
      return verifiedWords(clipboard, copyHelper)
    case 'unverified':
      return limited(
        'The last copy was taken, and nothing here can look whether it arrived.',
        advice(clipboard.install, copyHelper),
      )
    case 'failed':
      return broken('Last copy failed.', advice(clipboard.install, copyHelper))
    case 'untried':
      return untriedWords(clipboard, copyHelper)
  }
}

const advice = (install: string | undefined, helper: Helper): string =>
  install === undefined || helper === 'missing' ? MARKS[helper] : `Install ${install}. ${MARKS[helper]}`

function verifiedWords({ by, through }: Verified, helper: Helper): LineWords {
  const found = `The last copy arrived: ${by === 'own-read' ? 'reading it back' : by} found it`
  if (through === undefined) return works(`${found}.`, MARKS[helper])
  const says = `${found}, copied through ${through}.`
  return helper === 'without-marks' ? limited(says, MARKS[helper]) : works(says, MARKS[helper])
}

function untriedWords({ reader, install }: Untried, helper: Helper): LineWords {
  if (helper === 'missing') return limited('A copy works only from the window in front.', MARKS[helper])
  if (install !== undefined)
    return limited('Nothing here can look whether a copy arrives.', advice(install, helper))
  const checked = reader === undefined ? '' : `; ${reader} will look whether it arrives`
  return unknown(`Not tested yet${checked}.`, MARKS[helper])
}

export function shortcutWords({ shortcut, system }: MachineFacts): LineWords {
  const instead = 'Your desktop’s own keyboard settings can run “keyhold --quick” instead.'
  if (shortcut === undefined)
    return unknown('Whether the shortcut is live only the running Keyhold knows.', 'Its settings say it.')
  switch (shortcut.state) {
    case 'off':
      return unknown('No shortcut is set.', instead)
    case 'registered':
      return works(
        shortcut.firedAt === undefined ? 'The shortcut is live.' : 'The shortcut is live: it was pressed.',
      )
    case 'refused':
      return broken('The system refuses the shortcut.', `Most likely another program has it. ${instead}`)
    case 'unproven':
      return unknown(
        'Whether the shortcut is live shows when it is pressed.',
        system.display.kind === 'wayland' ? `Wayland does not say. ${instead}` : instead,
      )
  }
}

export function trayWords({ trayHost, trayIcon }: MachineFacts): LineWords {
  if (trayHost === 'absent')
    return limited(
      'Nothing on this desktop shows tray icons.',
      'The window is minimised, never hidden. GNOME shows icons with its AppIndicator extension; Keyhold uses a tray as soon as there is one.',
    )
  if (trayHost === 'unknown') return unknown('Tray status unknown.', 'There is no session bus.')
  if (trayIcon === undefined) return works('Tray available.')
  return trayIcon === 'shown'
    ? works('The icon is in the tray.')
    : limited(
        'Tray available, but the Keyhold icon isn’t shown.',
        'Everything in its menu is in the window too.',
      )
}

export const NOTIFICATION_WORDS: Record<MachineFacts['notifications'], LineWords> = {
  shown: works(
    'The system took the last notification.',
    'Whether “do not disturb” let it through, it does not say.',
  ),
  ready: works('Something here shows notifications.', 'None was shown yet in this session.'),
  failed: broken('The system refused the last notification.', 'Reminders are in the window and in the tray.'),
  unsupported: limited('Nothing here shows notifications.', 'Reminders are in the window and in the tray.'),
  unchecked: unknown('The system was not asked about notifications yet.'),
}

export const START_WORDS: Record<MachineFacts['startsWithSystem'], LineWords> = {
  on: works('The system starts Keyhold when you log in.'),
  off: unknown('You start Keyhold yourself.', 'Until then nothing reminds you.'),
  overruled: limited('It was set to start with the system, and was switched off elsewhere.'),
}

export function displayWords({ system: { display } }: MachineFacts): LineWords {
  if (!display.answers)
    return broken('The display does not take connections.', 'Copying and windows need it.')
  const on = display.desktop === '' ? '' : ` on ${display.desktop}`
  switch (display.kind) {
    case 'own':
      return works('The system’s own display.')
    case 'x11':
      return works(`X11${on}.`, 'Copying, clearing and shortcuts work without the window in front.')
    case 'wayland':
      return works(
        `Wayland${on}.`,
        'Only the window in front may copy by itself, and shortcuts go through the desktop’s portal; both are seen to, and said where they do not work.',
      )
  }
}
