import { redirect } from 'next/navigation'

/** The list of projects is the front page. */
export default function ProjectsAddress() {
  redirect('/')
}
