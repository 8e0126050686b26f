/** Starts the approval card's page: loads the styles, connects to the main process and renders the card. */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Card } from './card.tsx'
import { guardInput } from './card-keys.ts'
import { connect, decide, quiet } from './card-state.ts'
import '../styles/approval-page.css'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root')

guardInput(quiet, (answer) => void decide(answer))
connect()
createRoot(root).render(
  <StrictMode>
    <Card />
  </StrictMode>,
)
