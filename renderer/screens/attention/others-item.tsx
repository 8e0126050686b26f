/** The keys that need attention and would make the dialog a list of its own: how many, and the way to the list. */
import { closeDialog, showView } from '../../app/acts.ts'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'

export function OthersItem({ count }: { readonly count: number }) {
  return (
    <Notice
      tone="note"
      title={
        count === 1 ? '1 more key needs attention' : `${count.toLocaleString()} more keys need attention`
      }
      actions={
        <Button
          size="small"
          icon="all"
          onPress={() => {
            showView({ kind: 'attention' })
            closeDialog()
          }}
        >
          Show them in the list
        </Button>
      }
    >
      Their stored secret is outdated, or they expired over a week ago.
    </Notice>
  )
}
