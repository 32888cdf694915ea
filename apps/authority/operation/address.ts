/** Something that goes to an address. */
type Addressed = { readonly address: string };

/** Counties and cities in the order of the post's numbers, north to south, then the islands. */
const counties = [
  '臺北市',
  '基隆市',
  '新北市',
  '宜蘭縣',
  '新竹市',
  '新竹縣',
  '桃園市',
  '苗栗縣',
  '臺中市',
  '彰化縣',
  '南投縣',
  '嘉義市',
  '嘉義縣',
  '雲林縣',
  '臺南市',
  '高雄市',
  '屏東縣',
  '臺東縣',
  '花蓮縣',
  '金門縣',
  '澎湖縣',
  '連江縣',
];

const collator = new Intl.Collator('zh-Hant-TW', { numeric: true });

/** Compares by where the post goes: county as its numbers run, then the address itself, house numbers by value. */
export function byAddress(left: Addressed, right: Addressed): number {
  const [first, second] = [plain(left.address), plain(right.address)];
  return countyOf(first) - countyOf(second) || collator.compare(first, second);
}

/** Without postal code and blanks, 台 as 臺, full-width digits as plain ones. */
function plain(address: string): string {
  return address
    .normalize('NFKC')
    .replaceAll('台', '臺')
    .replaceAll(/\s/g, '')
    .replace(/^\d{3,6}/, '');
}

function countyOf(address: string): number {
  const at = counties.findIndex((county) => address.startsWith(county));
  return at < 0 ? counties.length : at;
}
