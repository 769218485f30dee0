import { TitlePage } from '@/components/shell/title-page'
import { developmentOnly } from '../development-only'
import { SignInLikeness } from './sign-in-likeness'

/** The title page as an account form uses it; for screenshots in development. */
export default function TitlePreview() {
  developmentOnly()
  return (
    <TitlePage
      title="Sign in"
      lede="To the books of your project."
      foot="No account yet? Ask the lead of your project for an invitation."
    >
      <SignInLikeness />
    </TitlePage>
  )
}
