/** Identifies who asks over the command line: the ancestors of the process that connected, and the one for which a permission holds. */
import type { Requester, RequesterProcess } from '../core/ports/requester.ts'
import type { ReadProcess, RunningProcess } from './running-process.ts'

interface Given {
  /** The process that connected. */
  readonly client: RunningProcess
  readonly read: ReadProcess
  /** Our own user. Processes of other users cannot get a permission. */
  readonly uid: number
  /** Whether this process is the `keyhold` command, which only forwards requests of its parent. */
  readonly isOwnCommand: (process: RunningProcess) => boolean
}

/** More ancestors than any real process has. A longer chain is cut. */
const LONGEST_CHAIN = 64

/**
 * Processes that start the programs of a desktop. A permission for one of them would hold for everything that the user runs. If such a process
 * has a terminal of its own, it counts as a usual program.
 */
const DESKTOP: ReadonlySet<string> = new Set([
  ...['systemd', 'init', 'launchd', 'dbus-daemon', 'dbus-broker', 'dbus-broker-launch', 'gdm-x-session'],
  ...['gdm-wayland-session', 'gnome-session-binary', 'gnome-session-service', 'gnome-session', 'gnome-shell'],
  ...['plasmashell', 'plasma_session', 'kwin_wayland', 'kwin_x11', 'kwin_wayland_wrapper', 'startplasma-x11'],
  ...[
    'startplasma-wayland',
    'kdeinit5',
    'ksmserver',
    'xfce4-session',
    'xfce4-panel',
    'xfdesktop',
    'cinnamon',
  ],
  ...['cinnamon-session', 'mate-session', 'mate-panel', 'lxqt-session', 'lxqt-panel', 'lxsession', 'lxpanel'],
  ...[
    'budgie-panel',
    'budgie-wm',
    'cosmic-session',
    'cosmic-comp',
    'cosmic-panel',
    'sway',
    'Hyprland',
    'river',
  ],
  ...['niri', 'labwc', 'wayfire', 'weston', 'i3', 'bspwm', 'sxhkd', 'openbox', 'fluxbox', 'awesome', 'dwm'],
  ...[
    'xmonad',
    'qtile',
    'herbstluftwm',
    'icewm',
    'icewm-session',
    'Xorg',
    'Xwayland',
    'rofi',
    'wofi',
    'dmenu',
  ],
  ...['fuzzel', 'ulauncher', 'krunner', 'albert', 'loginwindow', 'Dock', 'Finder', 'Spotlight', 'Raycast'],
])

const TERMINALS: ReadonlySet<string> = new Set([
  ...['gnome-terminal-server', 'gnome-terminal', 'kgx', 'gnome-console', 'ptyxis', 'ptyxis-agent', 'konsole'],
  ...[
    'yakuake',
    'xfce4-terminal',
    'mate-terminal',
    'lxterminal',
    'qterminal',
    'terminator',
    'tilix',
    'guake',
  ],
  ...['kitty', 'alacritty', 'foot', 'footclient', 'wezterm-gui', 'wezterm', 'wezterm-mux-server', 'ghostty'],
  ...['xterm', 'uxterm', 'urxvt', 'urxvtd', 'rxvt', 'st', 'contour', 'rio', 'warp', 'warp-terminal', 'hyper'],
  ...['cosmic-term', 'deepin-terminal', 'io.elementary.terminal', 'terminology', 'tabby', 'tmux', 'screen'],
  ...['zellij', 'mosh-server', 'dtach', 'Terminal', 'iTerm2', 'WarpTerminal', 'sshd', 'sshd-session'],
])

/**
 * Returns `undefined` if a permission could hold for no process: the first one above the `keyhold` command has ended, belongs to another user, or
 * only starts programs ({@link DESKTOP}, {@link TERMINALS}).
 */
export function requesterOf({ client, read, uid, isOwnCommand }: Given): Requester | undefined {
  const chain: RunningProcess[] = []
  let at = isOwnCommand(client) ? parentOf(client, read) : client
  while (at !== undefined && belongs(at, uid) && chain.length < LONGEST_CHAIN) {
    chain.push(at)
    at = parentOf(at, read)
  }
  const anchor = anchorOf(chain)
  if (anchor === undefined) return undefined
  const { pid, startedAt, executable } = anchor
  return { chain: chain.map(described), anchor: { pid, startedAt, executable } }
}

/** A parent is older than its child. A younger process only has the reused process ID of a parent that has ended. */
function parentOf(child: RunningProcess, read: ReadProcess): RunningProcess | undefined {
  const parent = read(child.parent)
  return parent !== undefined && parent.startedAt <= child.startedAt ? parent : undefined
}

const belongs = (process: RunningProcess, uid: number): boolean =>
  process.pid > 1 &&
  process.uid === uid &&
  (process.terminal !== undefined || !(DESKTOP.has(process.name) || TERMINALS.has(process.name)))

/** The topmost ancestor on the client's nearest terminal, such as the shell in that window; without a terminal, the topmost ancestor. */
function anchorOf(chain: readonly RunningProcess[]): RunningProcess | undefined {
  const terminal = chain.find((process) => process.terminal !== undefined)?.terminal
  return terminal === undefined ? chain.at(-1) : chain.findLast((process) => process.terminal === terminal)
}

const described = ({
  pid,
  startedAt,
  executable,
  name,
  folder,
  terminal,
}: RunningProcess): RequesterProcess => ({
  ...{ pid, startedAt, executable, name },
  ...(folder !== undefined && { folder }),
  ...(terminal !== undefined && { terminal }),
})
