/** The script of a page that was written for the old component: it knows the old wire and nothing of ours. */
const component = document.body.dataset.component ?? '';

const by = (id: string) => document.getElementById(id);
const say = (value: unknown) => {
  const place = by('said');
  if (place !== null) place.textContent = JSON.stringify(value);
};

const detect = () => {
  const image = new Image();
  image.crossOrigin = 'Anonymous';
  image.onload = () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.width, 1];
    const drawing = canvas.getContext('2d');
    drawing?.drawImage(image, 0, 0);
    let text = '';
    for (let x = 0; x < image.width; x += 1) {
      const [red = 0, green = 0, blue = 0] = drawing?.getImageData(x, 0, 1, 1).data ?? [];
      if (blue === 0) break;
      text += String.fromCharCode(blue, green, red);
    }
    say(JSON.parse(text.replace(/\0/g, '')));
  };
  image.onerror = () => say('HiCOS 未安裝');
  image.src = `${component}/p11Image.bmp?${Date.now()}`;
};

const open = (path: string, name: string) =>
  window.open(`${component}${path}`, name, 'height=200, width=200, left=100, top=20');

const ask = (form: string, order: unknown) => {
  const popup = open(form, 'popupForm');
  const hear = ({ origin, data }: MessageEvent) => {
    if (origin !== component) return;
    const message = JSON.parse(data);
    if (message.func === 'getTbs') popup?.postMessage(JSON.stringify(order), '*');
    else {
      removeEventListener('message', hear);
      popup?.close();
      say(message);
    }
  };
  addEventListener('message', hear);
};

by('detect')?.addEventListener('click', detect);
by('trust')?.addEventListener('click', () => {
  addEventListener('message', ({ origin, data }) => origin === component && say(JSON.parse(data)), {
    once: true,
  });
  open(`/addDomain?domain=${location.hostname}`, 'addDomain');
});
const common = {
  slotDescription: 'Reader',
  readername: 'Reader',
  pin: encodeURIComponent('00%00'),
  cipher: '',
};
by('list')?.addEventListener('click', () => ask('/ChtPopupForm', { ...common, func: 'GetUserCert' }));
by('sign')?.addEventListener('click', () =>
  ask('/ChtPopupForm', {
    ...common,
    func: 'MakeSignature',
    tbs: encodeURIComponent('甲+乙 100%').replace(/\+/g, '%2B'),
    tbsEncoding: 'NONE',
    hashAlgorithm: 'SHA256',
    signatureType: 'PKCS7',
    nonce: encodeURIComponent('一次+性'),
    withCardSN: 'true',
    withSigningTime: 'true',
    checkValidity: 'true',
    keyidb64: '__NotExistedTag__',
  }),
);
