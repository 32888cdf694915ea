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
  const { company, contact } = held.content;
  return (
    <StepPage {...props} place="company">
      <p class="lead">{words.lead}</p>
      <Form language={language} action={stepHref(held, 'company')} errors={allWrong(props)}>
        <FieldGroup legend={words.company.legend}>
          <Text of={props} name="name" label={words.company.name} value={company.name} maxlength={100} />
          <RadioGroup
            language={language}
            name="form"
            label={words.company.form}
            value={shown(props, 'form', company.form)}
            error={wrong(props, 'form')}
            columns={2}
            options={companyForms.map((value) => ({ value, label: nouns(language).form[value] }))}
          />
          <Text
            of={props}
            name="ubn"
            label={words.company.ubn}
            hint={words.company.ubnHint}
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
            label={words.company.precheck}
            hint={words.company.precheckHint}
            value={company.precheck}
            inputmode="numeric"
            maxlength={9}
            width="short"
            numeric
            required={false}
          />
          <Text of={props} name="address" label={words.company.address} value={company.address} maxlength={200} />
          <Text
            of={props}
            name="representative"
            label={words.company.representative}
            value={company.representative}
            maxlength={60}
            width="medium"
          />
        </FieldGroup>
        <FieldGroup legend={words.company.contact}>
          <Text of={props} name="contactName" label={words.company.contactName} value={contact.name} width="medium" />
          <Text
            of={props}
            name="contactMail"
            label={words.company.contactMail}
            hint={words.company.contactMailHint}
            value={contact.mail}
            type="email"
          />
          <Text
            of={props}
            name="contactPhone"
            label={words.company.contactPhone}
            value={contact.phone}
            type="tel"
            width="medium"
            required={false}
          />
        </FieldGroup>
        <Actions>
          <Submit>{words.saveAndGo}</Submit>
        </Actions>
      </Form>
    </StepPage>
  );
}
