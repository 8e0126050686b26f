/** Help and words of `keyhold quick`, `keyhold open` and `keyhold lock`. */

export const VIEWS = ['keys', 'timeline', 'history', 'settings'] as const

export const QUICK = {
  spec: {
    summary: 'Show the quick palette',
    details: [
      'For a shortcut of your own: bind this command to a key where the system takes no shortcut from programs.',
    ],
    examples: [{ line: 'keyhold quick', says: 'The palette, with the caret in its search.' }],
  },
} as const

export const OPEN = {
  spec: {
    summary: 'Bring the window to the front',
    details: [
      'VIEW is keys, timeline, history, settings, or key with the NAME of a key. A keyhold://open/ link works as well.',
    ],
    arguments: [
      {
        name: 'VIEW',
        isOptional: true,
        completes: [...VIEWS, 'key'],
        help: 'What to show; without it, the keys',
      },
      { name: 'NAME', isOptional: true, completes: 'keys', help: 'The key, after “key”' },
    ],
    examples: [
      { line: 'keyhold open timeline', says: 'The window, with the timeline in it.' },
      { line: 'keyhold open key ci-deploy', says: 'The window, with the panel of this key.' },
    ],
  },
  noKey: 'NAME is missing: keyhold open key NAME',
  tooMany: (word: string) => `“${word}” is one word too many. To show a key: keyhold open key NAME`,
  unknown: (view: string) => `There is no view “${view}”. It is one of: ${VIEWS.join(', ')}, key NAME.`,
} as const

export const LOCK = {
  spec: {
    summary: 'Lock Keyhold',
    details: [
      'Locks at once, as the tray does. Needs a lock that was set in the window. Only the window unlocks.',
    ],
    examples: [{ line: 'keyhold lock', says: 'Keyhold shows no name and no secret until you unlock.' }],
  },
  already: 'Keyhold is locked already.',
  done: 'Keyhold is locked.',
  noLock: 'No lock is set. Set one in the settings: keyhold open settings',
} as const
