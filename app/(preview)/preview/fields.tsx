'use client'

import { Highlighter, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { ComboBox } from '@/components/ui/combo-box'
import { CopyField } from '@/components/ui/copy-field'
import { IconButton } from '@/components/ui/icon-button'
import { ListItem } from '@/components/ui/list-item'
import { Radio, RadioGroup } from '@/components/ui/radio-group'
import { SearchField } from '@/components/ui/search-field'
import { Section } from '@/components/ui/section'
import { Select } from '@/components/ui/select'
import { Switch } from '@/components/ui/switch'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { Toolbar, ToolbarRule } from '@/components/ui/toolbar'

/** Buttons and text fields. */
export function Fields() {
  return (
    <>
      <Section title="Buttons">
        <div className="flex flex-wrap items-center gap-3">
          <Button tone="primary">Save</Button>
          <Button>Cancel</Button>
          <Button tone="plain">More</Button>
          <Button tone="danger">Move to bin</Button>
          <Button tone="primary" isPending>
            Saving
          </Button>
          <Button isDisabled>Not yet</Button>
          <Button size="small">Small</Button>
          <ButtonLink href="#elsewhere">A link</ButtonLink>
        </div>
        <Toolbar label="Passage" className="mt-4">
          <IconButton label="Tag" icon={<Highlighter aria-hidden />} shortcut="T" isActive aria-pressed />
          <IconButton label="Edit note" icon={<Pencil aria-hidden />} />
          <ToolbarRule />
          <IconButton label="Delete" icon={<Trash2 aria-hidden />} />
        </Toolbar>
      </Section>
      <Section title="Fields">
        <div className="grid grid-cols-1 max-w-3xl gap-6 sm:grid-cols-2">
          <TextField
            label="Title"
            isRequired
            defaultValue="White paper on the northern ports"
            help="As it stands on the title page."
          />
          <TextField
            label="Date"
            defaultValue="1987-13-02"
            error="There is no thirteenth month. Write the date as 1987-12-02."
          />
          <TextArea label="Definition" placeholder="What a passage must say to carry this tag" />
          <CopyField
            label="Invitation link"
            value="https://commonplace.example/invitations/8f1c-22d0-91aa"
            help="Works once, until 4 May."
          />
          <SearchField label="Find a tag" className="self-end" />
          <TextField label="Locked" isDisabled defaultValue="Only a lead may change this" />
        </div>
      </Section>
    </>
  )
}

/** Selects, boxes, switches. */
export function Choices() {
  const [byTag, setByTag] = useState(true)
  return (
    <Section title="Choices">
      <div className="grid grid-cols-1 max-w-3xl gap-6 sm:grid-cols-2">
        <Select label="Role" defaultValue="CODER">
          <ListItem id="LEAD" note="Sets up, invites, decides">
            Lead
          </ListItem>
          <ListItem id="CODER" note="Codes and comments">
            Coder
          </ListItem>
          <ListItem id="READER">Reader</ListItem>
        </Select>
        <ComboBox label="Tag" placeholder="Type two letters">
          <ListItem id="energy">Energy</ListItem>
          <ListItem id="water">Water</ListItem>
          <ListItem id="food">Food</ListItem>
        </ComboBox>
        <RadioGroup label="Who sees it" defaultValue="SHARED">
          <Radio value="SHARED" note="Everyone in the project">
            Shared
          </Radio>
          <Radio value="PRIVATE" note="Only you, until you share it">
            Private
          </Radio>
        </RadioGroup>
        <div className="flex flex-col items-start gap-3">
          <Checkbox defaultSelected>Include descendants</Checkbox>
          <Checkbox isIndeterminate>Some of these</Checkbox>
          <Checkbox isDisabled>Not available</Checkbox>
          <Switch isSelected={byTag} onChange={setByTag}>
            Lanes by tag
          </Switch>
          <Switch>Follow the others</Switch>
        </div>
      </div>
    </Section>
  )
}
