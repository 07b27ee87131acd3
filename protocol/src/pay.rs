//! What a page, a mini program or an app hands to WeChat to open the payment of an order.

use serde::Serialize;

use crate::clock::unix_seconds;
use crate::merchant::Merchant;
use crate::sign::{SignError, lines};

use base64::prelude::{BASE64_STANDARD, Engine as _};

/// The members that `WeixinJSBridge.invoke("getBrandWCPayRequest", …)` and a mini program's `wx.requestPayment` take, named as
/// they want them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct JsapiPayment {
    /// The application in which the payment is opened.
    #[serde(rename = "appId")]
    pub app_id: String,
    /// The Unix time in seconds, as text.
    #[serde(rename = "timeStamp")]
    pub time_stamp: String,
    /// A text that was not used before.
    #[serde(rename = "nonceStr")]
    pub nonce_str: String,
    /// `prepay_id=` and the id of the order.
    pub package: String,
    /// How it is signed: `RSA`.
    #[serde(rename = "signType")]
    pub sign_type: &'static str,
    /// The signature in base64.
    #[serde(rename = "paySign")]
    pub pay_sign: String,
}

/// The members that the SDKs for apps take, named as the reference names them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct AppPayment {
    /// The application in which the payment is opened.
    #[serde(rename = "appid")]
    pub app_id: String,
    /// The merchant number.
    #[serde(rename = "partnerid")]
    pub partner_id: String,
    /// The id of the order.
    #[serde(rename = "prepayid")]
    pub prepay_id: String,
    /// Always `Sign=WXPay`.
    pub package: &'static str,
    /// A text that was not used before.
    #[serde(rename = "noncestr")]
    pub nonce_str: String,
    /// The Unix time in seconds, as text.
    pub timestamp: String,
    /// The signature in base64.
    pub sign: String,
}

impl Merchant {
    /// Signs the opening of a payment in a page within WeChat (JSAPI) or in a mini program. `prepay_id` is what the order's
    /// answer holds; it is valid for two hours.
    ///
    /// # Errors
    /// When one of the texts is not visible ASCII, or the signer fails.
    pub fn jsapi_payment(&self, app_id: &str, prepay_id: &str) -> Result<JsapiPayment, SignError> {
        let package = format!("prepay_id={prepay_id}");
        let signed = self.sign_payment(app_id, &package)?;
        Ok(JsapiPayment {
            app_id: app_id.to_owned(),
            time_stamp: signed.timestamp,
            nonce_str: signed.nonce,
            package,
            sign_type: "RSA",
            pay_sign: signed.signature,
        })
    }

    /// Signs the opening of a payment in an app. `prepay_id` is what the order's answer holds; it is valid for two hours.
    ///
    /// # Errors
    /// When one of the texts is not visible ASCII, or the signer fails.
    pub fn app_payment(&self, app_id: &str, prepay_id: &str) -> Result<AppPayment, SignError> {
        let signed = self.sign_payment(app_id, prepay_id)?;
        Ok(AppPayment {
            app_id: app_id.to_owned(),
            partner_id: self.mchid().to_owned(),
            prepay_id: prepay_id.to_owned(),
            package: "Sign=WXPay",
            nonce_str: signed.nonce,
            timestamp: signed.timestamp,
            sign: signed.signature,
        })
    }

    fn sign_payment(&self, app_id: &str, order: &str) -> Result<SignedPayment, SignError> {
        for text in [app_id, order] {
            if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
                return Err(SignError::Payment(text.to_owned()));
            }
        }
        let (timestamp, nonce) = (unix_seconds(self.now()).to_string(), self.nonce()?);
        let message = lines(&[app_id, &timestamp, &nonce, order].map(str::as_bytes));
        let signature = BASE64_STANDARD.encode(self.signer().sign(&message).map_err(SignError::Signer)?);
        Ok(SignedPayment { timestamp, nonce, signature })
    }
}

struct SignedPayment {
    timestamp: String,
    nonce: String,
    signature: String,
}

#[cfg(test)]
mod tests {
    use crate::sign::SignError;
    use crate::testing::{MCHID, NONCE, merchant, text};

    const APP: &str = "wx8888888888888888";
    const ORDER: &str = "wx201410272009395522657a690389285100";

    #[test]
    fn a_page_gets_the_members_that_it_hands_on() {
        let payment = merchant().build().unwrap().jsapi_payment(APP, ORDER).unwrap();
        let expected = serde_json::json!({
            "appId": APP,
            "timeStamp": "1700000000",
            "nonceStr": NONCE,
            "package": format!("prepay_id={ORDER}"),
            "signType": "RSA",
            "paySign": text("signed/jsapi.signature"),
        });
        assert_eq!(serde_json::to_value(payment).unwrap(), expected);
    }

    #[test]
    fn an_app_gets_the_members_that_it_hands_on() {
        let payment = merchant().build().unwrap().app_payment(APP, ORDER).unwrap();
        let expected = serde_json::json!({
            "appid": APP,
            "partnerid": MCHID,
            "prepayid": ORDER,
            "package": "Sign=WXPay",
            "noncestr": NONCE,
            "timestamp": "1700000000",
            "sign": text("signed/app.signature"),
        });
        assert_eq!(serde_json::to_value(payment).unwrap(), expected);
    }

    #[test]
    fn what_would_break_out_of_its_line_is_not_signed() {
        let merchant = merchant().build().unwrap();
        for (app, order) in [("wx\n", ORDER), ("", ORDER), (APP, "a\nb"), (APP, "é")] {
            let error = merchant.app_payment(app, order).unwrap_err();
            assert!(matches!(error, SignError::Payment(_)) && !error.to_string().contains('\n'), "{error}");
        }
        assert!(merchant.jsapi_payment(APP, "a\nb").is_err());
    }
}
