'use client'

import { Form } from 'react-aria-components'
import { Button } from '@/components/ui/button'
import { FormErrorSummary } from '@/components/ui/form-error-summary'
import { TextField } from '@/components/ui/text-field'

/** A form with nothing behind it. */
export function SignInLikeness() {
  return (
    <Form className="flex flex-col gap-5">
      <FormErrorSummary errors={[{ message: 'Email or password is not right.', fieldId: 'likeness-email' }]} />
      <TextField id="likeness-email" label="Email" type="email" autoComplete="off" />
      <TextField label="Password" type="password" autoComplete="off" />
      <Button tone="primary">Sign in</Button>
    </Form>
  )
}
