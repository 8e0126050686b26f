/** What the `keyhold` command prints if no program runs and none can be started. */

export const ANSWER_WORDS = {
  noDisplay:
    'Keyhold is not running, and there is no display to start it on (neither DISPLAY nor WAYLAND_DISPLAY is set).',
  noRuntimeFolder:
    'Keyhold cannot be reached: this session has no private runtime folder (XDG_RUNTIME_DIR is not set).',
  noSocket: 'Keyhold cannot listen for this command. “keyhold --doctor” says why.',
  notListening:
    'Keyhold is running but does not listen for this command. Turn on the command line in its settings.',
  late: 'Keyhold was started but did not answer within 20 seconds.',
} as const
