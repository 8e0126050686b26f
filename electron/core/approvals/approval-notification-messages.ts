/** The words of the notification that leads to a card. */
export const NOTIFICATION = {
  title: 'A command needs your approval',
  body: 'Open this notification to answer. The request ends after one minute.',
} as const
