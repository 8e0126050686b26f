/** What the system's notifications say besides what the core gives them. */

/** The button that puts a reminder off. */
export const SNOOZE_WORDS = 'Remind me tomorrow'
