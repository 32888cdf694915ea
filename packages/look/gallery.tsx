import { Badge } from './badge.tsx';
import { LinkButton, Press, Submit } from './button.tsx';
import { Checkbox, RadioGroup, Select } from './choice.tsx';
import { dateRange } from './date.ts';
import { AskButton, ConfirmDialog } from './dialog.tsx';
import { Empty } from './empty.tsx';
import { Facts } from './facts.tsx';
import { FileField, SecretField, TextArea, TextField } from './field.tsx';
import { Actions, FieldGroup, Form } from './form.tsx';
import type { Language } from './language.ts';
import { Layout } from './layout.tsx';
import { Menu } from './menu.tsx';
import { Notice, Problem } from './notice.tsx';
import { count, money } from './number.ts';
import { operations, operationsTitle } from './operation.ts';
import { Pagination } from './pagination.tsx';
import { Progress } from './progress.tsx';
import { Receipt } from './receipt.tsx';
import { Steps } from './steps.tsx';
import { Table } from './table.tsx';
import { Day, Moment } from './time.tsx';
import { Waiting } from './waiting.tsx';

/** One page with every component in it: what designers look at and tests render. */
export function Gallery(props: { readonly language: Language; readonly nonce: string }) {
  const { language } = props;
  const say = (zh: string, en: string) => (language === 'en' ? en : zh);
  return (
    <Layout
      language={language}
      nonce={props.nonce}
      title={say('元件總覽', 'All components')}
      path="/gallery?from=look"
      site={{
        name: say('組織團體憑證管理中心', 'Organisation Certification Authority'),
        line: say('開卡 kaika', 'kaika'),
        home: '/',
        navigation: [
          { href: '/apply', label: say('申請憑證', 'Apply') },
          { href: '/activate', label: say('憑證IC卡相關作業', 'Card services'), current: true },
          { href: '/help', label: say('常見問答', 'Help') },
        ],
        footer: [
          { href: '/help', label: say('常見問答', 'Help') },
          { href: '/check', label: say('環境檢測', 'Environment check') },
        ],
        colophon: say(
          '開卡：組織團體憑證IC卡的開放系統',
          'kaika: an open system for organisation certificate cards',
        ),
      }}
      person={{
        name: say('示範審驗人員', 'Demo officer'),
        detail: say('初審', 'First review'),
        logout: '/logout',
      }}
      breadcrumbs={[{ label: say('首頁', 'Home'), href: '/' }, { label: operationsTitle[language] }]}
      side={
        <Menu
          id="operations"
          title={operationsTitle[language]}
          items={operations(language).map((o) => ({
            href: o.path,
            label: o.label,
            current: o.id === 'activate',
          }))}
        />
      }
      demo={{
        sentence: say('示範模式：卡片與人員都是虛擬的。', 'Demo mode: all cards and people are virtual.'),
        href: '/desk',
        label: say('開啟虛擬卡桌', 'Open the desk'),
      }}
    >
      <h1>{say('元件總覽', 'All components')}</h1>
      <p class="lead">
        {say(
          '當您收到卡片時，為避免被冒用，請先進行開卡作業；開卡完成並設定PIN碼後，才可使用卡片。',
          'When your card arrives, activate it before anything else: activation sets your PIN and makes the certificates valid.',
        )}
      </p>
      <Notices language={language} say={say} />
      <FormSample language={language} say={say} />
      <Results language={language} say={say} />
    </Layout>
  );
}

type Part = { readonly language: Language; readonly say: (zh: string, en: string) => string };

const day = new Date('2026-11-21T06:05:09Z');
const end = new Date('2031-11-21T06:05:09Z');

function Notices({ language, say }: Part) {
  return (
    <section>
      <h2>{say('訊息', 'Messages')}</h2>
      <Notice
        language={language}
        kind="info"
        title={say('請插入憑證IC卡後點選「偵測卡片」。', 'Insert the card, then choose “Detect card”.')}
      />
      <Notice language={language} kind="success" title={say('開卡成功', 'The card is active')}>
        <p>{say('您可以開始使用憑證。', 'You can use your certificates now.')}</p>
      </Notice>
      <Notice language={language} kind="warning" title={say('請於90天內完成開卡', 'Activate within 90 days')}>
        <p>{say('逾期未開卡，憑證將自動廢止。', 'After that the certificates are revoked.')}</p>
      </Notice>
      <Problem
        language={language}
        code="usercode.wrong"
        sentences={
          language === 'en'
            ? [
                'The user code is wrong; 2 tries are left.',
                'Upper and lower case differ: type it as you chose it.',
              ]
            : ['用戶代碼錯誤，還可再試 2 次。', '英文字母有大小寫區別，請輸入申請憑證時所設定的用戶代碼。']
        }
      />
      <Waiting
        sentence={say('正在讀取卡片，請勿拔出……', 'Reading the card. Please leave it in the reader…')}
      />
      <Empty
        title={say('目前沒有待審申請', 'Nothing to review')}
        sentence={say('新的申請送達時會顯示在這裡。', 'New applications appear here.')}
      >
        <LinkButton href="/search" look="second" small>
          {say('查詢歷史申請', 'Search older ones')}
        </LinkButton>
      </Empty>
    </section>
  );
}

function FormSample({ language, say }: Part) {
  return (
    <section>
      <h2>{say('表單', 'Forms')}</h2>
      <Steps
        language={language}
        label={say('申請步驟', 'Steps')}
        names={[say('填寫資料', 'Fill in'), say('確認', 'Check'), say('完成', 'Done')]}
        current={1}
      />
      <Form
        language={language}
        action="/gallery"
        errors={{
          ubn: say(
            '統一編號的檢查碼不正確，請核對8位數字。',
            'The check digit is wrong: compare the 8 digits.',
          ),
        }}
      >
        <Fields language={language} say={say} />
        <Actions>
          <Submit>{say('下一步', 'Continue')}</Submit>
          <Press look="second">{say('重新輸入', 'Start again')}</Press>
          <AskButton id="ask" danger>
            {say('撤回申請', 'Withdraw')}
          </AskButton>
        </Actions>
      </Form>
      <ConfirmDialog
        language={language}
        id="ask"
        title={say('確定撤回申請？', 'Withdraw this application?')}
        action="/withdraw"
        confirm={say('撤回', 'Withdraw')}
        danger
      >
        <p>{say('撤回後如需憑證，須重新申請。', 'You would have to apply again.')}</p>
      </ConfirmDialog>
    </section>
  );
}

function Fields({ language, say }: Part) {
  const kinds = language === 'en' ? englishKinds : chineseKinds;
  return (
    <FieldGroup legend={say('組織團體資料', 'Organisation')}>
      <RadioGroup
        language={language}
        name="kind"
        label={say('組織團體類別', 'Kind')}
        columns={2}
        value="practice"
        options={kinds.map(([value, label]) => ({ value, label }))}
      />
      <TextField
        language={language}
        name="ubn"
        label={say('統一編號', 'Unified Business Number')}
        hint={say('8位數字', '8 digits')}
        error={say(
          '統一編號的檢查碼不正確，請核對8位數字。',
          'The check digit is wrong: compare the 8 digits.',
        )}
        value="12345678"
        inputmode="numeric"
        width="short"
        numeric
      />
      <TextField
        language={language}
        name="phone"
        label={say('聯絡電話', 'Phone')}
        type="tel"
        required={false}
      />
      <Select
        language={language}
        name="city"
        label={say('縣市', 'City')}
        value="taipei"
        width="medium"
        options={[{ value: 'taipei', label: say('臺北市', 'Taipei') }]}
      />
      <TextArea language={language} name="note" label={say('備註', 'Note')} required={false} />
      <FileField language={language} name="file" label={say('附件', 'Attachment')} accept=".pdf" />
      <SecretField
        language={language}
        name="userCode"
        label={say('用戶代碼', 'User code')}
        hint={say('6至10碼，英文字母有大小寫區別。', '6 to 10 characters; case matters.')}
      />
      <Checkbox language={language} name="terms">
        {say('本單位已閱讀並同意', 'We have read and accept the ')}
        <a href="/terms">{say('用戶約定條款', 'terms')}</a>
        {say('。', '.')}
      </Checkbox>
    </FieldGroup>
  );
}

const chineseKinds = [
  ['school', '學校'],
  ['practice', '自由職業事務所'],
  ['other', '其他組織團體'],
] as const;
const englishKinds = [
  ['school', 'School'],
  ['practice', 'Professional practice'],
  ['other', 'Other organisation'],
] as const;

function Results({ language, say }: Part) {
  const states = [
    <Badge tone="good">{say('有效', 'Valid')}</Badge>,
    <Badge tone="hold">{say('停用', 'On hold')}</Badge>,
    <Badge tone="bad">{say('廢止', 'Revoked')}</Badge>,
    <Badge tone="busy">{say('製作中', 'In production')}</Badge>,
    <Badge tone="plain">{say('已過期', 'Expired')}</Badge>,
  ];
  return (
    <section>
      <h2>{say('結果', 'Results')}</h2>
      <Table
        caption={say('憑證IC卡清單', 'Cards')}
        rows={states}
        columns={[
          {
            label: say('卡號', 'Card number'),
            head: true,
            cell: () => <span class="num">XC00000000091349</span>,
          },
          { label: say('持有者', 'Holder'), cell: () => say('示範會計師事務所', 'Demo CPA firm') },
          { label: say('發卡日期', 'Issued'), cell: () => <Day at={day} language={language} short /> },
          { label: say('查詢次數', 'Queries'), numeric: true, cell: () => count(12345) },
          { label: say('狀態', 'State'), cell: (state) => state },
        ]}
      />
      <Pagination language={language} page={3} pages={12} href={(n) => `/gallery?page=${n}`} />
      <Progress
        language={language}
        label={say('製卡進度', 'Production')}
        steps={[
          { name: say('寫入卡片管理資料', 'Card data written'), state: 'done' },
          {
            name: say('產製金鑰', 'Making keys'),
            state: 'running',
            detail: say('第 2 支，共 4 支', '2 of 4'),
          },
          { name: say('簽發憑證', 'Issuing certificates'), state: 'waiting' },
          {
            name: say('讀回核對', 'Reading back'),
            state: 'failed',
            detail: say('卡片已移除', 'Card removed'),
          },
        ]}
      />
      <Receipt
        title={say('開卡作業收執聯', 'Receipt: card activation')}
        issuer={say('組織團體憑證管理中心', 'Organisation Certification Authority')}
        facts={[
          { term: say('收執聯編號', 'Receipt'), value: <code>R-2026-000123</code> },
          { term: say('卡號', 'Card number'), value: <span class="num">XC00000000091349</span> },
          { term: say('卡片效期', 'Valid'), value: dateRange(day, end, language) },
          { term: say('開卡時間', 'Activated'), value: <Moment at={day} language={language} /> },
          { term: say('規費', 'Fee'), value: money(320, language) },
        ]}
        foot={
          <p>
            {say(
              '本收執聯由憑證管理中心以電子簽章簽署。',
              'This receipt is signed electronically by the authority.',
            )}
          </p>
        }
      />
      <Facts
        items={[
          {
            term: say('聯絡人', 'Contact'),
            value: say('示範聯絡人', 'Demo contact'),
            action: <a href="/contact">{say('修改', 'Change')}</a>,
          },
        ]}
      />
    </section>
  );
}
