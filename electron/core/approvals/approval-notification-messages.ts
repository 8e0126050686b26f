/** The words of the notification that leads to a card. */
export const NOTIFICATION = {
  title: 'A command asks for something in Keyhold',
  body: 'Open this notification to answer. The request ends after one minute.',
} as const
