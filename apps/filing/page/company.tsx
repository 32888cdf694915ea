import { Submit } from '@kaika/look/button';
import { RadioGroup } from '@kaika/look/choice';
import { Actions, FieldGroup, Form } from '@kaika/look/form';
import { companyForms } from '../rule/kind.ts';
import { formWords } from '../word/form.ts';
import { nouns } from '../word/noun.ts';
import { allWrong, StepPage, type StepProps, shown, stepHref, wrong } from './step.tsx';
import { Text } from './text.tsx';

/** Step 1: which company, and whom at the firm the service writes to. */
export function CompanyPage(props: StepProps) {
  const { frame, held } = props;
  const { language } = frame;
  const words = formWords(language);
  return (
    <StepPage {...props} place="company">
      <p class="lead">{words.lead}</p>
      <Form language={language} action={stepHref(held, 'company')} errors={allWrong(props)}>
        <CompanyFields {...props} />
        <ContactFields {...props} />
        <Actions>
          <Submit>{words.saveAndGo}</Submit>
        </Actions>
      </Form>
    </StepPage>
  );
}

function CompanyFields(props: StepProps) {
  const { language } = props.frame;
  const words = formWords(language).company;
  const { company } = props.held.content;
  return (
    <FieldGroup legend={words.legend}>
      <Text of={props} name="name" label={words.name} value={company.name} maxlength={100} />
      <RadioGroup
        language={language}
        name="form"
        label={words.form}
        value={shown(props, 'form', company.form)}
        error={wrong(props, 'form')}
        columns={2}
        options={companyForms.map((value) => ({ value, label: nouns(language).form[value] }))}
      />
      <Text
        of={props}
        name="ubn"
        label={words.ubn}
        hint={words.ubnHint}
        value={company.ubn}
        inputmode="numeric"
        maxlength={8}
        width="short"
        numeric
        required={false}
      />
      <Text
        of={props}
        name="precheck"
        label={words.precheck}
        hint={words.precheckHint}
        value={company.precheck}
        inputmode="numeric"
        maxlength={9}
        width="short"
        numeric
        required={false}
      />
      <Text of={props} name="address" label={words.address} value={company.address} maxlength={200} />
      <Text
        of={props}
        name="representative"
        label={words.representative}
        value={company.representative}
        maxlength={60}
        width="medium"
      />
    </FieldGroup>
  );
}

function ContactFields(props: StepProps) {
  const words = formWords(props.frame.language).company;
  const { contact } = props.held.content;
  return (
    <FieldGroup legend={words.contact}>
      <Text of={props} name="contactName" label={words.contactName} value={contact.name} width="medium" />
      <Text
        of={props}
        name="contactMail"
        label={words.contactMail}
        hint={words.contactMailHint}
        value={contact.mail}
        type="email"
      />
      <Text
        of={props}
        name="contactPhone"
        label={words.contactPhone}
        value={contact.phone}
        type="tel"
        width="medium"
        required={false}
      />
    </FieldGroup>
  );
}
